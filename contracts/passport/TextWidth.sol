// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  TextWidth
/// @notice Estimates how wide a text is where no font is known.
/// @dev LIMITS       Widths are those of common serif fonts, rounded up by script: a narrow font leaves room, and a very wide one
///                   needs more than is said. The text is valid UTF-8.
library TextWidth {
    uint256 private constant NARROW = 35;
    uint256 private constant SMALL = 58;
    uint256 private constant CAPITAL = 78;
    uint256 private constant FULL = 105;

    /// @dev The width in percent of the font size.
    function measure(string memory text) internal pure returns (uint256 width) {
        bytes memory data = bytes(text);
        for (uint256 i = 0; i < data.length;) {
            (uint256 code, uint256 length) = _at(data, i);
            width += _widthOf(code);
            i += length;
        }
    }

    /// @dev Where the space lies that divides a text most evenly, in bytes; 0 if there is none.
    function middleSpace(string memory text) internal pure returns (uint256 breakAt) {
        bytes memory data = bytes(text);
        uint256 nearest = data.length;
        for (uint256 i = 1; i < data.length; ++i) {
            if (data[i] != " ") continue;
            uint256 distance = 2 * i > data.length ? 2 * i - data.length : data.length - 2 * i;
            if (distance < nearest) (nearest, breakAt) = (distance, i);
        }
    }

    /// @dev The character that begins at a place, and its length in bytes.
    function _at(bytes memory data, uint256 i) private pure returns (uint256 code, uint256 length) {
        uint256 lead = uint8(data[i]);
        if (lead < 0x80) return (lead, 1);
        length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        code = lead & (0xff >> (length + 1));
        for (uint256 j = 1; j < length; ++j) {
            code = code << 6 | (uint8(data[i + j]) & 0x3f);
        }
    }

    function _widthOf(uint256 code) private pure returns (uint256) {
        if (code < 0x80) return _widthOfAscii(code);
        if (_isMark(code)) return 0;
        // Emoji, and the scripts of East Asia.
        if (code >= 0x1f000 || (code >= 0x1100 && code < 0x1200) || (code >= 0x2e80 && code < 0xfe00)) return FULL;
        if (code >= 0xff00 && code < 0xff61) return FULL;
        // The scripts of the Near East, and of Thailand and Laos.
        return (code >= 0x590 && code < 0x700) || (code >= 0xe00 && code < 0xf00) ? SMALL : CAPITAL;
    }

    function _widthOfAscii(uint256 code) private pure returns (uint256) {
        if (code == 0x4d || code == 0x57 || code == 0x6d || code == 0x77 || code == 0x40) return FULL; // M W m w @
        if (code >= 0x41 && code <= 0x5a) return code == 0x49 || code == 0x4a ? SMALL : CAPITAL; // I and J are narrower
        // Space and punctuation, i j l f t
        if (code < 0x30 || code == 0x3a || code == 0x3b) return NARROW;
        return code == 0x69 || code == 0x6a || code == 0x6c || code == 0x66 || code == 0x74 ? NARROW : SMALL;
    }

    /// @dev Marks that stand on or under a letter of Latin, Hebrew, Arabic, Thai, Lao and the scripts of India.
    function _isMark(uint256 code) private pure returns (bool) {
        if (code < 0x300) return false;
        if (code < 0x370 || (code >= 0x591 && code < 0x5c8) || (code >= 0x64b && code < 0x660)) return true;
        if (code == 0xe31 || code == 0xeb1 || code == 0x200d) return true;
        if ((code >= 0xe34 && code < 0xe3b) || (code >= 0xe47 && code < 0xe4f)) return true;
        if ((code >= 0xeb4 && code < 0xebd) || (code >= 0xec8 && code < 0xecf)) return true;
        if (code >= 0x900 && code < 0xe00) return _isIndianMark(code & 0x7f);
        return code >= 0xfe00 && code < 0xfe10;
    }

    /// @dev Each of these scripts has its marks at the same places of its 128.
    function _isIndianMark(uint256 place) private pure returns (bool) {
        return place < 0x03 || place == 0x3c || place == 0x4d || (place >= 0x41 && place < 0x49);
    }
}
