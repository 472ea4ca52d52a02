// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Bls12381} from "./Bls12381.sol";

/// @title  DrandQuicknet
/// @notice The rounds of drand's quicknet: when a round is published, and whether a signature is the round's.
/// @dev Its chain hash is 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971 and its scheme
///      bls-unchained-g1-rfc9380: a round's message is the hash of its number, the signature is a point in G1, the key one in G2.
///
///      INVARIANTS   RAND-5 [unique]: a round has one signature, in one encoding.
library DrandQuicknet {
    /// @dev When round 1 was published, in seconds since 1970.
    uint256 private constant GENESIS = 1_692_803_367;

    /// @dev How long a round lasts, in seconds.
    uint256 private constant PERIOD = 3;

    uint256 private constant SIGNATURE_LENGTH = 96;

    /// @dev The generator of G2, negated.
    bytes private constant NEGATED_GENERATOR = hex"00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        hex"0000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        hex"000000000000000000000000000000000d1b3cc2c7027888be51d9ef691d77bcb679afda66c73f17f9ee3837a55024f78c71363275a75d75d86bab79f74782aa"
        hex"0000000000000000000000000000000013fa4d4a0ad8b1ce186ed5061789213d993923066dddaf1040bc3ff59f825c78df74f2d75467e25e0f55f8a00fa030ed";

    /// @dev quicknet's public key, as its league publishes it, decompressed.
    bytes private constant PUBLIC_KEY = hex"000000000000000000000000000000000d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
        hex"0000000000000000000000000000000003cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
        hex"000000000000000000000000000000000e5db2b6bfbb01c867749cadffca88b36c24f3012ba09fc4d3022c5c37dce0f977d3adb5d183c7477c442b1f04515273"
        hex"0000000000000000000000000000000001a714f2edb74119a2f2b0d5a7c75ba902d163700a61bc224ededd8e63aef7be1aaf8e93d7a9718b047ccddb3eb5d68b";

    /// @dev The signature of round 1.
    bytes private constant FIRST_SIGNATURE = hex"155e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b"
        hex"0fbb74ee8788264320f2501b0fa0dd56363bcec5ce4b113b2bf1de6e331116c79191af99234824f03aeb10ab1c4c7771";

    /// @dev Whether this chain's precompiles verify a round.
    function isSupported() internal view returns (bool) {
        return verify(1, FIRST_SIGNATURE) != 0;
    }

    /// @dev The first round published at or after a moment, in seconds since 1970.
    function roundAtOrAfter(uint256 moment) internal pure returns (uint256) {
        return moment <= GENESIS ? 1 : (moment - GENESIS + PERIOD - 1) / PERIOD + 1;
    }

    /// @dev When a round is published, in seconds since 1970. There is no round 0.
    function timeOf(uint256 round) internal pure returns (uint256) {
        return GENESIS + (round - 1) * PERIOD;
    }

    /// @dev The randomness that drand publishes with a round; zero if the signature is not the round's.
    /// @param round The round, below 2^64.
    /// @param signature x and y of a point in G1, 48 bytes each.
    function verify(uint256 round, bytes memory signature) internal view returns (bytes32 randomness) {
        if (signature.length != SIGNATURE_LENGTH) return 0;
        (bytes32 first, bytes32 middle, bytes32 last) = abi.decode(signature, (bytes32, bytes32, bytes32));
        bytes16 xEnd = bytes16(middle);
        bytes16 yStart = bytes16(middle << 128);

        bytes32 message = sha256(abi.encodePacked(SafeCast.toUint64(round)));
        bytes memory point = abi.encodePacked(bytes16(0), first, xEnd, bytes16(0), yStart, last);
        bytes memory pairs = abi.encodePacked(point, NEGATED_GENERATOR, Bls12381.hashToG1(message), PUBLIC_KEY);
        if (!Bls12381.isProductOne(pairs)) return 0;

        // drand hashes the compressed point: x, marked as such, and marked again if y is the greater of the two.
        bytes32 marks = Bls12381.isGreater(uint128(yStart), uint256(last))
            ? bytes32(uint256(0xa0) << 248)
            : bytes32(uint256(0x80) << 248);
        return sha256(abi.encodePacked(first | marks, xEnd));
    }
}
