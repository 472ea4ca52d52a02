// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Bls12381
/// @notice The operations on the curve BLS12-381 that verify a signature, by the precompiles of EIP-2537.
/// @dev Points are encoded as in EIP-2537: coordinates in 64 bytes each, the first 16 of them zero.
///
///      ASSUMPTIONS  The precompiles have their prices on Ethereum. Each gets exactly its price, because a precompile that
///                   refuses its input burns all its gas.
///
///      LIMITS       Nothing reverts if a precompile is absent or refuses its input: no pairing holds then.
library Bls12381 {
    address private constant MODEXP = address(0x05);
    address private constant G1_ADD = address(0x0b);
    address private constant PAIRING = address(0x0f);
    address private constant MAP_TO_G1 = address(0x10);

    uint256 private constant G1_ADD_GAS = 375;
    uint256 private constant MAP_TO_G1_GAS = 5500;
    uint256 private constant TWO_PAIRINGS_GAS = 37_700 + 2 * 32_600;

    /// @dev The modulus of the field of coordinates, in two words so that encoding it copies nothing.
    bytes16 private constant MODULUS_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    bytes32 private constant MODULUS_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;

    /// @dev (modulus - 1) / 2, in 16 and 32 bytes.
    uint256 private constant HALF_HIGH = 0x0d0088f51cbff34d258dd3db21a5d66b;
    uint256 private constant HALF_LOW = 0xb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555;

    /// @dev The domain separation tag of signatures in G1 (RFC 9380), followed by its length, 43.
    bytes32 private constant DOMAIN_START = "BLS_SIG_BLS12381G1_XMD:SHA-256_S";
    bytes12 private constant DOMAIN_END = "SWU_RO_NUL_+";

    /// @dev Whether e(a1, b1) * e(a2, b2) is 1. False for an input that is no point, or not in its group.
    /// @param pairs a1, b1, a2, b2: 128, 256, 128 and 256 bytes.
    function isProductOne(bytes memory pairs) internal view returns (bool) {
        (bool success, bytes memory one) = PAIRING.staticcall{gas: TWO_PAIRINGS_GAS}(pairs);
        return success && one.length == 32 && bytes32(one) == bytes32(uint256(1));
    }

    /// @dev The point of G1 that a message hashes to: hash_to_curve of RFC 9380 with SHA-256, as a random oracle.
    function hashToG1(bytes32 message) internal view returns (bytes memory point) {
        // 128 bytes out, a block of 64 zeros before.
        bytes32 b0 =
            sha256(abi.encodePacked(bytes32(0), bytes32(0), message, uint16(128), uint8(0), DOMAIN_START, DOMAIN_END));
        bytes32 b1 = sha256(abi.encodePacked(b0, uint8(1), DOMAIN_START, DOMAIN_END));
        bytes32 b2 = sha256(abi.encodePacked(b0 ^ b1, uint8(2), DOMAIN_START, DOMAIN_END));
        bytes32 b3 = sha256(abi.encodePacked(b0 ^ b2, uint8(3), DOMAIN_START, DOMAIN_END));
        bytes32 b4 = sha256(abi.encodePacked(b0 ^ b3, uint8(4), DOMAIN_START, DOMAIN_END));

        bytes memory summands = abi.encodePacked(_mapToG1(b1, b2), _mapToG1(b3, b4));
        (, point) = G1_ADD.staticcall{gas: G1_ADD_GAS}(summands);
    }

    /// @dev Whether a coordinate below the modulus is the greater of the two that differ in sign.
    /// @param high Its first 16 bytes.
    /// @param low Its last 32 bytes.
    function isGreater(uint256 high, uint256 low) internal pure returns (bool) {
        return high == HALF_HIGH ? low > HALF_LOW : high > HALF_HIGH;
    }

    /// @dev The point that 64 bytes, reduced to a coordinate, map to.
    function _mapToG1(bytes32 high, bytes32 low) private view returns (bytes memory point) {
        // The power of 1 reduces to the modulus. Every operand is valid, so that the call needs no gas limit.
        bytes memory power =
            abi.encodePacked(uint256(64), uint256(1), uint256(48), high, low, uint8(1), MODULUS_HIGH, MODULUS_LOW);
        (, bytes memory reduced) = MODEXP.staticcall(power);
        (, point) = MAP_TO_G1.staticcall{gas: MAP_TO_G1_GAS}(abi.encodePacked(bytes16(0), reduced));
    }
}
