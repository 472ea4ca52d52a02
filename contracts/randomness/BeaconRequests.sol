// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BlockRequests} from "./BlockRequests.sol";
import {DrandQuicknet} from "./DrandQuicknet.sol";
import {IDrandRandomness} from "./IDrandRandomness.sol";
import {IRandomness} from "./IRandomness.sol";

/// @title  BeaconRequests
/// @notice Requests for randomness, each bound to a round of the beacon and to a block, neither of which exists yet.
/// @dev AUTHORITY    None: anyone may call every function, and the seed does not depend on the caller.
///
///      ASSUMPTIONS  The block is built before the round is published: `blocksAhead` blocks and the lag of the chain's clock
///                   together take less than `margin` seconds. Someone submits a published round within seven days.
///
///      INVARIANTS   RAND-4 [one seed]: a verified round is never replaced.
///
///      LIMITS       If drand publishes a round more than seven days late and before {fallBack}, the next transaction decides
///                   between the round and a new one.
abstract contract BeaconRequests is BlockRequests, IDrandRandomness {
    /// @dev More than two epochs of Ethereum: by then the block is final, and no requester can have had two.
    uint256 private constant MIN_MARGIN = 900;

    uint256 private constant MAX_MARGIN = 1 days;

    uint256 private constant SILENCE_PERIOD = 7 days;

    /// @dev How often a round is replaced before the block decides alone.
    uint256 private constant MAX_FALLBACKS = 2;

    uint256 private constant SIGNATURE_LENGTH = 96;

    /// @inheritdoc IDrandRandomness
    // solhint-disable-next-line immutable-vars-naming
    uint256 public immutable MARGIN;

    /// @inheritdoc IDrandRandomness
    mapping(uint256 round => bytes32) public randomnessOf; // [one seed]

    constructor(uint256 blocksAhead, uint256 margin) BlockRequests(blocksAhead) {
        require(
            MIN_MARGIN <= margin && margin <= MAX_MARGIN,
            DrandRandomness_MarginOutOfBounds(margin, MIN_MARGIN, MAX_MARGIN)
        );
        MARGIN = margin;
    }

    /* MAKING A SEED KNOWN */

    /// @inheritdoc IDrandRandomness
    function submit(uint256 requestId, bytes calldata signature) external {
        Request memory r = _loadRequest(requestId);
        require(r.round != 0, DrandRandomness_BlockAlone(requestId));
        bytes32 seed = _seed(requestId, r);
        require(seed == 0, DrandRandomness_SeedKnown(requestId, seed));

        if (randomnessOf[r.round] == 0) _verifyRound(requestId, r.round, signature);
        if (!_isPinned(requestId)) _pin(requestId, r);
    }

    /// @inheritdoc IDrandRandomness
    function fallBack(uint256 requestId) external {
        Request memory silent = _loadRequest(requestId);
        uint256 round = silent.round;
        require(round != 0, DrandRandomness_BlockAlone(requestId));
        require(randomnessOf[round] == 0, DrandRandomness_RoundKnown(requestId, round));
        uint256 fallBackAt = DrandQuicknet.timeOf(round) + SILENCE_PERIOD;
        require(block.timestamp >= fallBackAt, DrandRandomness_RoundAwaited(requestId, round, fallBackAt));

        ++silent.fallbacks;
        emit FellBack(requestId, round, silent.fallbacks);
        _fixAgain(requestId, silent);
    }

    /* READING */

    /// @inheritdoc IRandomness
    function seedOf(uint256 requestId) external view returns (bytes32) {
        return _isPinned(requestId) ? _seed(requestId, _loadRequest(requestId)) : bytes32(0);
    }

    /* FOR THE BEACON */

    /// @dev The randomness of the round if the signature is the round's; zero otherwise.
    function _verify(uint256 round, bytes memory signature) internal view virtual returns (bytes32 randomness);

    /// @inheritdoc BlockRequests
    function _roundFor(uint256 fallbacks) internal view override returns (uint256) {
        return fallbacks == MAX_FALLBACKS ? 0 : DrandQuicknet.roundAtOrAfter(block.timestamp + MARGIN);
    }

    /* INTERNAL */

    function _verifyRound(uint256 requestId, uint256 round, bytes calldata signature) private {
        require(signature.length == SIGNATURE_LENGTH, DrandRandomness_WrongLength(signature.length, SIGNATURE_LENGTH));
        bytes32 randomness = _verify(round, signature);
        require(randomness != 0, DrandRandomness_InvalidSignature(requestId, round));

        randomnessOf[round] = randomness;
        emit RoundVerified(round, randomness);
    }

    /// @dev Zero until the round is verified and the block is pinned. Round 0 stands for no round.
    function _seed(uint256 requestId, Request memory r) private view returns (bytes32) {
        bytes32 randomness = randomnessOf[r.round];
        if (r.round != 0 && randomness == 0) return 0;
        return _mix(requestId, r, randomness);
    }
}
