// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BlockHistory} from "./BlockHistory.sol";
import {IBlockRandomness, RandomnessRequest} from "./IBlockRandomness.sol";
import {IRandomness} from "./IRandomness.sol";

/// @title  BlockRequests
/// @notice Requests for randomness, each bound to a block that does not exist yet. Anyone pins the block's hash.
/// @dev AUTHORITY    None: anyone may call every function, and the seed does not depend on the caller.
///
///      ASSUMPTIONS  Someone who wants the seed known gets a transaction in before the chain forgets the hash.
///
///      INVARIANTS   RAND-1 [fixed]: the inputs of a seed change only after they are lost.
///                   RAND-2: no two requests share a seed.
///                   RAND-3 [pinned]: a pinned hash is the hash of the request's block.
///
///      LIMITS       The price of renewals is in native coin, whatever that is worth. It is burned: nothing takes it out of here.
abstract contract BlockRequests is IBlockRandomness {
    /// @dev One slot: the requester and the inputs of the seed.
    struct Request {
        address requester;
        uint40 blockNumber;
        uint32 round;
        uint16 attempt;
        uint8 fallbacks;
    }

    /// @dev At least one block lies between the block of the request and the block of the seed.
    uint256 private constant MIN_BLOCKS_AHEAD = 2;

    /// @dev As many blocks as `blockhash` reaches back: a longer distance gains nothing.
    uint256 private constant MAX_BLOCKS_AHEAD = 256;

    /// @dev The first renewal is free, since anyone may have missed a block. Each further one costs more, so that an account that keeps
    /// others from pinning pays more for many seeds to choose from than a seat is worth.
    uint256 private constant RENEWAL_PRICE = 0.01 ether;
    uint256 private constant MAX_DOUBLINGS = 64;

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

    /* REQUESTING */

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
    function renew(uint256 requestId) external payable {
        Request memory missed = _loadRequest(requestId);
        uint256 price = _priceOf(missed);
        require(msg.value == price, BlockRandomness_WrongPrice(requestId, msg.value, price));
        require(_readHash(requestId, missed) == 0, BlockRandomness_HashReadable(requestId, missed.blockNumber));
        _fixAgain(requestId, missed);
    }

    /* READING */

    /// @inheritdoc IBlockRandomness
    function requestOf(uint256 requestId) external view returns (RandomnessRequest memory) {
        Request memory r = _loadRequest(requestId);
        return RandomnessRequest(r.requester, r.blockNumber, r.round, r.attempt, r.fallbacks, _hashes[requestId]);
    }

    /// @inheritdoc IBlockRandomness
    function renewalPrice(uint256 requestId) external view returns (uint256) {
        return _priceOf(_loadRequest(requestId));
    }

    /* FOR THE SOURCE */

    /// @dev The round to mix into a request that is fixed now; 0 for none.
    function _roundFor(uint256 fallbacks) internal view virtual returns (uint256);

    /// @dev The request as it stands.
    function _loadRequest(uint256 requestId) internal view returns (Request memory loaded) {
        loaded = _requests[requestId];
        // Not by `require`, which would always read the last number.
        if (loaded.requester == address(0)) revert BlockRandomness_UnknownRequest(requestId, lastRequestId);
    }

    /// @dev Whether the request's block is pinned.
    function _isPinned(uint256 requestId) internal view returns (bool) {
        return _hashes[requestId] != 0;
    }

    /// @dev Stores the hash of the request's block.
    function _pin(uint256 requestId, Request memory r) internal {
        bytes32 blockHash = _readHash(requestId, r);
        require(blockHash != 0, BlockRandomness_HashLost(requestId, r.blockNumber));

        _hashes[requestId] = blockHash;
        emit Pinned(requestId, r.blockNumber, blockHash);
    }

    /// @dev Replaces lost inputs by new ones, which nobody can know yet.
    function _fixAgain(uint256 requestId, Request memory missed) internal {
        ++missed.attempt;
        Request memory fixed_ = _fix(requestId, missed);
        // A round can be replaced after its block was pinned: that hash is known, and must not serve again.
        delete _hashes[requestId];
        emit Renewed(requestId, fixed_.attempt, fixed_.blockNumber, fixed_.round);
    }

    /// @dev The seed of a request, with the randomness of its round; zero until the block is pinned.
    function _mix(uint256 requestId, Request memory r, bytes32 beacon) internal view returns (bytes32) {
        bytes32 blockHash = _hashes[requestId];
        if (blockHash == 0) return 0;
        return keccak256(abi.encode(block.chainid, address(this), r.requester, requestId, r.attempt, blockHash, beacon));
    }

    /* INTERNAL */

    /// @dev Rounds that fell back are not counted: nobody chooses them.
    function _priceOf(Request memory r) private pure returns (uint256) {
        uint256 renewals = r.attempt - 1 - r.fallbacks;
        return RENEWAL_PRICE * (2 ** Math.min(renewals, MAX_DOUBLINGS) - 1);
    }

    function _fix(uint256 requestId, Request memory r) private returns (Request memory) {
        r.blockNumber = SafeCast.toUint40(block.number + BLOCKS_AHEAD);
        r.round = SafeCast.toUint32(_roundFor(r.fallbacks));
        _requests[requestId] = r;
        return r;
    }

    /// @dev The hash of the request's block; zero if the chain has forgotten it.
    function _readHash(uint256 requestId, Request memory r) private view returns (bytes32) {
        require(!_isPinned(requestId), BlockRandomness_AlreadyPinned(requestId, r.blockNumber));
        require(block.number > r.blockNumber, BlockRandomness_NotYetBuilt(requestId, r.blockNumber, block.number));
        return BlockHistory.hashOf(r.blockNumber);
    }
}
