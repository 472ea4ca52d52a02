// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// SVG and JSON are full of double quotes.
/* solhint-disable quotes */

import {Base64} from "solady/src/utils/Base64.sol";
import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";
import {LibString} from "solady/src/utils/LibString.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {INation} from "../nation/INation.sol";
import {CitizenRecord, ICitizenship, Standing} from "../citizenship/ICitizenship.sol";
import {IPassport} from "./IPassport.sol";
import {TextWidth} from "./TextWidth.sol";

/// @title  Passport
/// @notice Renders a citizenship as the page of a passport, with the nation's name, motto and flag. It shows the citizen's
///         number, the term, and the standing at the moment of reading.
/// @dev AUTHORITY    None: the contract has no state.
///
///      ASSUMPTIONS  The nation refuses control characters in its texts. No escaping makes them valid in SVG.
///
///      INVARIANTS   PASSPORT-1 [inert]: texts of the government stay texts, and nothing in the flag runs, because it is an
///                   image inside an image.
///
///      LIMITS       Viewers that do not show an image inside an image show the page without the flag. Widths are estimated by
///                   script, because the chain has no fonts: what may not fit is set to the width of the page by the viewer.
contract Passport is IPassport, ERC165 {
    /// @dev The texts of the page, escaped for SVG.
    struct Page {
        string number;
        string since;
        string until;
        string standing;
        string color;
    }

    /// @dev The width, in pixels, that a line of text may fill on the page.
    uint256 private constant LINE_WIDTH = 400;

    /// @dev A text is set in two lines if it would otherwise be smaller than so many percent of its greatest size.
    uint256 private constant SMALLEST_LINE = 70;

    /// @dev What no line is smaller than, in pixels: a longer one is condensed.
    uint256 private constant SMALLEST_SIZE = 13;

    /// @notice The nation that the passport shows.
    INation public immutable NATION;

    constructor(INation nation) {
        NATION = nation;
    }

    /// @inheritdoc IPassport
    function tokenURI(ICitizenship citizenship, uint256 citizenId) external view returns (string memory) {
        CitizenRecord memory record = citizenship.citizen(citizenId);
        require(record.standing != Standing.None, Passport_UnknownCitizen(citizenId));

        Page memory page;
        page.number = _padded(citizenId, 9);
        page.since = _date(record.since);
        page.until = record.until == type(uint40).max ? "without end" : _date(record.until);
        (page.standing, page.color) = _standing(record, citizenship.mayVote(citizenId));

        string memory json = string.concat(
            _describe(page.number),
            ',"image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(_draw(page))),
            '",',
            _attributes(citizenId, page),
            "}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IPassport).interfaceId || super.supportsInterface(interfaceId);
    }

    /* METADATA */

    function _describe(string memory number) private view returns (string memory) {
        string memory nation = LibString.escapeJSON(NATION.name());
        return string.concat(
            '{"name":"Citizen ',
            number,
            " of ",
            nation,
            '","description":"The citizenship of one person in ',
            nation,
            '. It cannot be transferred."'
        );
    }

    function _attributes(uint256 citizenId, Page memory page) private pure returns (string memory) {
        return string.concat(
            '"attributes":[{"trait_type":"Citizen","display_type":"number","value":',
            LibString.toString(citizenId),
            '},{"trait_type":"Standing","value":"',
            page.standing,
            '"},{"trait_type":"Since","value":"',
            page.since,
            '"},{"trait_type":"Until","value":"',
            page.until,
            '"}]'
        );
    }

    /* PICTURE */

    function _draw(Page memory page) private view returns (string memory) {
        return string.concat(_drawPaper(), _drawNation(), _drawFields(page), _drawMachineLines(page), "</svg>");
    }

    /// @dev The paper with its frame and its rosette.
    function _drawPaper() private pure returns (string memory) {
        return string.concat(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 680" font-family="Georgia,\'Times New Roman\',serif"',
            ' fill="#1d2b45"><rect width="480" height="680" rx="24" fill="#f8f3e6"/>',
            '<rect x="14" y="14" width="452" height="652" rx="14" fill="none" stroke="#b08d3f" stroke-width="1.5"/>',
            '<rect x="19" y="19" width="442" height="642" rx="10" fill="none" stroke="#b08d3f" stroke-width=".5"/>',
            _drawRosette(),
            '<text x="240" y="64" text-anchor="middle" font-size="13" letter-spacing="7" fill="#8f6f2a">PASSPORT</text>'
        );
    }

    /// @dev Seventy-two ellipses around the flag, as on a banknote.
    function _drawRosette() private pure returns (string memory) {
        return string.concat(
            '<defs><g id="a"><ellipse rx="208" ry="74"/><ellipse rx="160" ry="40"/></g>',
            '<g id="b"><use href="#a"/><use href="#a" transform="rotate(30)"/><use href="#a" transform="rotate(60)"/>',
            '<use href="#a" transform="rotate(90)"/><use href="#a" transform="rotate(120)"/>',
            '<use href="#a" transform="rotate(150)"/></g></defs>',
            '<g transform="translate(240 280)" fill="none" stroke="#b08d3f" stroke-width=".5" opacity=".3">',
            '<use href="#b"/><use href="#b" transform="rotate(5)"/><use href="#b" transform="rotate(10)"/>',
            '<use href="#b" transform="rotate(15)"/><use href="#b" transform="rotate(20)"/>',
            '<use href="#b" transform="rotate(25)"/></g>'
        );
    }

    function _drawNation() private view returns (string memory) {
        return string.concat(
            _drawText(NATION.name(), 108, 34, ' font-weight="bold"'),
            _drawText(NATION.motto(), 152, 16, ' font-style="italic"'),
            '<image x="105" y="190" width="270" height="180" href="data:image/svg+xml;base64,',
            Base64.encode(bytes(NATION.flag())),
            '"/>'
        );
    }

    function _drawFields(Page memory page) private pure returns (string memory) {
        return string.concat(
            '<g font-size="10" letter-spacing="2" fill="#8f6f2a"><text x="60" y="430">CITIZEN NO.</text>',
            '<text x="260" y="430">STANDING</text><text x="60" y="504">SINCE</text><text x="260" y="504">UNTIL</text></g>',
            _drawStanding(page),
            '<g font-size="24"><text x="60" y="460" letter-spacing="1">',
            page.number,
            '</text><text x="60" y="534">',
            page.since,
            '</text><text x="260" y="534">',
            page.until,
            "</text></g>"
        );
    }

    function _drawStanding(Page memory page) private pure returns (string memory) {
        return string.concat(
            '<rect x="260" y="439" width="130" height="28" rx="14" fill="',
            page.color,
            '"/><text x="325" y="458" text-anchor="middle" font-size="15" letter-spacing="1" fill="#fff">',
            page.standing,
            "</text>"
        );
    }

    /// @dev Two lines in the style of travel documents. They are for the eye: the chain is the check.
    function _drawMachineLines(Page memory page) private pure returns (string memory) {
        return string.concat(
            '<path d="M40 570h400" stroke="#b08d3f" stroke-width=".5"/>',
            '<g font-family="\'OCR B\',\'Courier New\',monospace" font-size="18"><text x="40" y="606" textLength="400">',
            _machineText("CITIZEN"),
            _machineText(page.number),
            _machineText(""),
            '</text><text x="40" y="634" textLength="400">',
            _machineText(page.since),
            _machineText(page.until),
            _machineText(page.standing),
            "</text></g>"
        );
    }

    /* INTERNAL */

    /// @dev Twelve characters, filled up with "<".
    function _machineText(string memory text) private pure returns (string memory) {
        string memory filled = string.concat(LibString.upper(LibString.replace(text, " ", "<")), "<<<<<<<<<<<<");
        return LibString.escapeHTML(LibString.slice(filled, 0, 12));
    }

    /// @dev A centred text in one line, or in two if that would be small and a space divides it.
    /// @param y The baseline of one line. Two lie a little above and below it.
    function _drawText(string memory text, uint256 y, uint256 widest, string memory style)
        private
        pure
        returns (string memory)
    {
        uint256 width = TextWidth.measure(text);
        if (width * widest * SMALLEST_LINE <= LINE_WIDTH * 100 * 100) return _drawLine(text, y, widest, width, style);
        uint256 breakAt = TextWidth.middleSpace(text);
        if (breakAt == 0) return _drawLine(text, y, widest, width, style);

        string memory first = LibString.slice(text, 0, breakAt);
        string memory second = LibString.slice(text, breakAt + 1);
        uint256 size = Math.max(SMALLEST_SIZE, (widest * SMALLEST_LINE) / 100);
        uint256 up = (size * 2) / 3;
        return string.concat(
            _drawLine(first, y - up, size, TextWidth.measure(first), style),
            _drawLine(second, y + size / 2, size, TextWidth.measure(second), style)
        );
    }

    /// @dev One centred line, in the greatest size up to `widest` that fits. Where that is less, the viewer's font is fitted exactly.
    /// @param width Of the text, in percent of the font size.
    function _drawLine(string memory text, uint256 y, uint256 widest, uint256 width, string memory style)
        private
        pure
        returns (string memory)
    {
        bool fits = width * widest <= LINE_WIDTH * 100;
        return string.concat(
            '<text x="240" y="',
            LibString.toString(y),
            '" text-anchor="middle" font-size="',
            LibString.toString(fits ? widest : Math.max(SMALLEST_SIZE, LINE_WIDTH * 100 / width)),
            fits ? '"' : '" textLength="400" lengthAdjust="spacingAndGlyphs"',
            style,
            ">",
            LibString.escapeHTML(text),
            "</text>"
        );
    }

    /// @dev A lapsed citizenship has the standing Active and is not active.
    function _standing(CitizenRecord memory record, bool mayVote)
        private
        view
        returns (string memory label, string memory color)
    {
        Standing standing = record.standing;
        if (standing == Standing.Active) {
            if (mayVote) return ("Active", "#2f6b4f");
            return block.timestamp < record.wakesAt ? ("Newcomer", "#2f5f8a") : ("Lapsed", "#8a6516");
        }
        if (standing == Standing.Suspended) return ("Suspended", "#a4501c");
        return standing == Standing.Revoked ? ("Revoked", "#8c2f39") : ("Renounced", "#5b6272");
    }

    /// @dev YYYY-MM-DD in UTC.
    function _date(uint256 moment) private pure returns (string memory) {
        (uint256 year, uint256 month, uint256 day) = DateTimeLib.timestampToDate(moment);
        return string.concat(LibString.toString(year), "-", _padded(month, 2), "-", _padded(day, 2));
    }

    function _padded(uint256 value, uint256 digits) private pure returns (string memory) {
        string memory text = LibString.toString(value);
        uint256 length = bytes(text).length;
        return length < digits ? string.concat(LibString.repeat("0", digits - length), text) : text;
    }
}
