// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BlockHistory} from "./BlockHistory.sol";
import {IBlockRandomness, RandomnessRequest} from "./IBlockRandomness.sol";
import {IRandomness} from "./IRandomness.sol";

/// @title  BlockRequests
/// @notice Requests for chance, each bound to a block that does not exist yet, whose hash anyone pins.
/// @dev AUTHORITY    None: every act is anyone's, and leads to the same seed whoever does it.
///
///      ASSUMPTIONS  Within the time that the chain remembers a hash, someone who wants the seed known gets a transaction in.
///
///      INVARIANTS   RAND-1 [fixed]: what a seed is made of changes only while it cannot be known any more.
///                   RAND-2: no two requests share a seed.
///                   RAND-3 [pinned]: a pinned hash is the hash of the request's block.
abstract contract BlockRequests is IBlockRandomness {
    /// @dev One slot: who asked, and what for.
    struct Request {
        address requester;
        uint40 blockNumber;
        uint32 round;
        uint16 attempt;
        uint8 fallbacks;
    }

    /// @dev At least one block that neither asks nor decides lies between the two that do.
    uint256 private constant MIN_BLOCKS_AHEAD = 2;

    /// @dev As many blocks as `blockhash` reaches back: there is nothing to gain beyond.
    uint256 private constant MAX_BLOCKS_AHEAD = 256;

    /// @inheritdoc IBlockRandomness
    // solhint-disable-next-line immutable-vars-naming
    uint256 public immutable BLOCKS_AHEAD;

    /// @inheritdoc IBlockRandomness
    uint256 public lastRequestId;

    mapping(uint256 requestId => Request) private _requests; // [fixed]

    mapping(uint256 requestId => bytes32) private _hashes; // [pinned]

    constructor(uint256 blocksAhead) {
        require(
            MIN_BLOCKS_AHEAD <= blocksAhead && blocksAhead <= MAX_BLOCKS_AHEAD,
            BlockRandomness_DistanceOutOfBounds(blocksAhead, MIN_BLOCKS_AHEAD, MAX_BLOCKS_AHEAD)
        );
        BLOCKS_AHEAD = blocksAhead;
    }

    /* ASKING */

    /// @inheritdoc IRandomness
    function request() external returns (uint256 requestId) {
        requestId = ++lastRequestId;
        Request memory fixed_ = _fix(requestId, Request(msg.sender, 0, 0, 1, 0));
        emit Requested(requestId, msg.sender, fixed_.blockNumber, fixed_.round);
    }

    /* MAKING A SEED KNOWN */

    /// @inheritdoc IBlockRandomness
    function pin(uint256 requestId) external {
        _pin(requestId, _loadRequest(requestId));
    }

    /// @inheritdoc IBlockRandomness
    function renew(uint256 requestId) external {
        Request memory missed = _loadRequest(requestId);
        require(_readHash(requestId, missed) == 0, BlockRandomness_HashReadable(requestId, missed.blockNumber));
        _fixAgain(requestId, missed);
    }

    /* READING */

    /// @inheritdoc IBlockRandomness
    function requestOf(uint256 requestId) external view returns (RandomnessRequest memory) {
        Request memory r = _loadRequest(requestId);
        return RandomnessRequest(r.requester, r.blockNumber, r.round, r.attempt, r.fallbacks, _hashes[requestId]);
    }

    /* FOR THE SOURCE */

    /// @dev The round to mix into a request that is fixed now; 0 for none.
    function _roundFor(uint256 fallbacks) internal view virtual returns (uint256);

    /// @dev The request as it stands.
    function _loadRequest(uint256 requestId) internal view returns (Request memory loaded) {
        loaded = _requests[requestId];
        // Not by `require`, which would read the last number whether or not it is to be told.
        if (loaded.requester == address(0)) revert BlockRandomness_UnknownRequest(requestId, lastRequestId);
    }

    /// @dev Whether the request's block is pinned.
    function _isPinned(uint256 requestId) internal view returns (bool) {
        return _hashes[requestId] != 0;
    }

    /// @dev Keeps the hash of the request's block.
    function _pin(uint256 requestId, Request memory r) internal {
        bytes32 blockHash = _readHash(requestId, r);
        require(blockHash != 0, BlockRandomness_HashLost(requestId, r.blockNumber));

        _hashes[requestId] = blockHash;
        emit Pinned(requestId, r.blockNumber, blockHash);
    }

    /// @dev Fixes what is unknown now in the place of what cannot be had.
    function _fixAgain(uint256 requestId, Request memory missed) internal {
        ++missed.attempt;
        Request memory fixed_ = _fix(requestId, missed);
        // A round can be given up after its block was pinned: that hash is known, and must not serve again.
        delete _hashes[requestId];
        emit Renewed(requestId, fixed_.attempt, fixed_.blockNumber, fixed_.round);
    }

    /// @dev The seed of a request and of what its round brought; zero until the block is pinned.
    function _mix(uint256 requestId, Request memory r, bytes32 beacon) internal view returns (bytes32) {
        bytes32 blockHash = _hashes[requestId];
        if (blockHash == 0) return 0;
        return keccak256(abi.encode(block.chainid, address(this), r.requester, requestId, r.attempt, blockHash, beacon));
    }

    /* INTERNAL */

    function _fix(uint256 requestId, Request memory r) private returns (Request memory) {
        r.blockNumber = SafeCast.toUint40(block.number + BLOCKS_AHEAD);
        r.round = SafeCast.toUint32(_roundFor(r.fallbacks));
        _requests[requestId] = r;
        return r;
    }

    /// @dev The hash of a block that is built and not pinned; zero if it is forgotten.
    function _readHash(uint256 requestId, Request memory r) private view returns (bytes32) {
        require(!_isPinned(requestId), BlockRandomness_AlreadyPinned(requestId, r.blockNumber));
        require(block.number > r.blockNumber, BlockRandomness_NotYetBuilt(requestId, r.blockNumber, block.number));
        return BlockHistory.hashOf(r.blockNumber);
    }
}
