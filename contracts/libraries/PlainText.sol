// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  PlainText
/// @notice Tells whether bytes are text that every reader can decode and show: UTF-8 without control characters.
/// @dev Solidity takes any bytes as a string. Strict decoders throw at bytes that are not UTF-8, so one such text would hide
///      every list it stands in. Control characters are U+0000 to U+001F and U+007F to U+009F.
///
///      ASSUMPTIONS  None.
///
///      INVARIANTS   TEXT-1: a strict decoder of UTF-8 decodes every text that is plain, and finds no control character in it,
///                   save line feeds where they are allowed.
///
///      LIMITS       Invisible characters and those that change the direction of writing are text here.
library PlainText {
    /// @dev The number of bytes that are checked at once where all are ASCII.
    uint256 private constant WORD = 32;

    uint256 private constant EACH_BYTE = 0x0101010101010101010101010101010101010101010101010101010101010101;
    uint256 private constant EACH_TOP_BIT = 0x80 * EACH_BYTE;

    /// @dev Added to a byte below 0x80, sets its top bit unless it is a control character below 0x20.
    uint256 private constant UP_TO_TOP = 0x60 * EACH_BYTE;

    uint256 private constant SPACES = 0x20 * EACH_BYTE;
    uint256 private constant LINE_FEED = 0x0a;

    /// @dev The position of the first byte that belongs to no character, or to one that is not allowed; the length if the text is
    /// plain.
    /// @param allowsLines Whether line feeds are allowed.
    function firstFault(string memory text, bool allowsLines) internal pure returns (uint256 position) {
        uint256 length = bytes(text).length;
        while (position < length) {
            uint256 word = _wordAt(text, position, length - position);
            uint256 size = _isPrintableAscii(word) ? WORD : _characterSize(word, allowsLines);
            if (size == 0) return position;
            position += size;
        }
        return length;
    }

    /// @dev The bytes from a position on. Spaces follow the text.
    function _wordAt(string memory text, uint256 position, uint256 left) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(text, 0x20), position))
        }
        if (left < WORD) word = (word & ~(type(uint256).max >> (8 * left))) | (SPACES >> (8 * left));
    }

    /// @dev No sum carries into the next byte: it is only asked for where all bytes are below 0x80.
    function _isPrintableAscii(uint256 word) private pure returns (bool) {
        unchecked {
            return (word & EACH_TOP_BIT) == 0 && ((word + UP_TO_TOP) & EACH_TOP_BIT) == EACH_TOP_BIT
                && ((word + EACH_BYTE) & EACH_TOP_BIT) == 0;
        }
    }

    /// @dev How many bytes the first character takes; 0 if it is not well-formed or not allowed. As the Unicode Standard's table
    /// of well-formed byte sequences has it: not overlong, no surrogate, nothing above U+10FFFF.
    function _characterSize(uint256 word, bool allowsLines) private pure returns (uint256) {
        uint256 first = word >> 248;
        if (first < 0x80) return (first >= 0x20 && first != 0x7f) || (allowsLines && first == LINE_FEED) ? 1 : 0;

        if (first < 0xe0) {
            uint256 code = ((first & 0x1f) << 6) | _payload(word, 1);
            return _isFollowed(word, 1) && first >= 0xc0 && code >= 0xa0 ? 2 : 0;
        }
        if (first < 0xf0) {
            uint256 code = ((first & 0x0f) << 12) | (_payload(word, 1) << 6) | _payload(word, 2);
            return _isFollowed(word, 2) && code >= 0x800 && (code >> 11) != (0xd800 >> 11) ? 3 : 0;
        }
        uint256 plane = ((first & 0x0f) << 2) | (_payload(word, 1) >> 4);
        return _isFollowed(word, 3) && plane >= 1 && plane <= 16 ? 4 : 0;
    }

    /// @dev Whether so many bytes after the first have the form that continues a character.
    function _isFollowed(uint256 word, uint256 count) private pure returns (bool) {
        uint256 following = (word << 8) >> (256 - 8 * count);
        uint256 each = EACH_BYTE >> (256 - 8 * count);
        return (following & (0xc0 * each)) == 0x80 * each;
    }

    /// @dev The six bits that a continuation byte carries.
    function _payload(uint256 word, uint256 index) private pure returns (uint256) {
        return (word >> (248 - 8 * index)) & 0x3f;
    }
}
