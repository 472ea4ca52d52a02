// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ECDSA} from "solady/src/utils/ECDSA.sol";
import {LibBytes} from "solady/src/utils/LibBytes.sol";
import {BallotFault, INationGovernor} from "./INationGovernor.sol";
import {Tally} from "./Tally.sol";
import {TwoHouses} from "./TwoHouses.sol";

/// @title  Ballots by Signature
/// @notice Many citizens' signed ballots in one transaction that anyone may send and pay for.
/// @dev AUTHORITY    Anyone sends ballots. Only the citizen's signature casts one.
///
///      INVARIANTS   GOV-9 [skip]: a ballot that does not count changes nothing and keeps no other from counting.
///
///      LIMITS       Keys only (ecrecover): a contract account's signature check could spend the whole batch's gas.
abstract contract BallotsBySignature is TwoHouses {
    /// @inheritdoc INationGovernor
    bytes32 public constant BATCH_BALLOT_TYPEHASH = keccak256("BatchBallot(uint256 proposalId,uint8 support)");

    /// @dev Bytes of one ballot: citizen id, choice, r, s with the parity of y.
    uint256 private constant BALLOT_LENGTH = 3 + 1 + 32 + 32;

    /// @dev A batch while it is counted: what its ballots share, and what both houses answered for all of them.
    struct Batch {
        uint256 proposalId;
        bytes32[3] digests;
        uint256[] citizenIds;
        address[] holders;
        uint256[] heads;
        uint256[] stakeVotes;
        // The current word of receipts, and its bits.
        uint256 word;
        uint256 receipts;
        // By choice.
        uint256[3] headsCast;
        uint256[3] stakeCast;
        // Citizens who cast stake against.
        uint256 objectors;
        uint256 counted;
    }

    /// @inheritdoc INationGovernor
    function castVotesBySig(uint256 proposalId, bytes calldata ballots) external returns (uint256) {
        require(ballots.length % BALLOT_LENGTH == 0, NationGovernor_MalformedBallots(ballots.length, BALLOT_LENGTH));
        Tally earlier = _openTallyOf(proposalId);
        Batch memory batch;
        batch.proposalId = proposalId;
        batch.citizenIds = _citizenIdsIn(ballots);
        (batch.holders, batch.heads) = CITIZENSHIP.electorsOf(batch.citizenIds, earlier.snapshot());
        batch.stakeVotes = STAKE.ballotVotesOfAll(batch.citizenIds, batch.heads, earlier.snapshot());
        for (uint8 support = AGAINST; support <= ABSTAIN; ++support) {
            batch.digests[support] = _hashTypedDataV4(keccak256(abi.encode(BATCH_BALLOT_TYPEHASH, proposalId, support)));
        }

        // The caller chooses the length and pays for it.
        batch.receipts = _receiptsIn(proposalId, 0);
        for (uint256 i = 0; i < batch.citizenIds.length; ++i) {
            _castBatchBallot(batch, i, ballots);
        }
        if (batch.counted == 0) return 0;

        _storeReceiptsIn(proposalId, batch.word, batch.receipts);
        Tally later = earlier;
        for (uint256 support = AGAINST; support <= ABSTAIN; ++support) {
            later = later.counted(support, batch.headsCast[support], batch.stakeCast[support]);
        }
        _storeTally(proposalId, earlier, later.withObjectors(batch.objectors));
        return batch.counted;
    }

    function _citizenIdsIn(bytes calldata ballots) private pure returns (uint256[] memory citizenIds) {
        citizenIds = new uint256[](ballots.length / BALLOT_LENGTH);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            citizenIds[i] = uint24(bytes3(LibBytes.loadCalldata(ballots, i * BALLOT_LENGTH)));
        }
    }

    function _castBatchBallot(Batch memory batch, uint256 index, bytes calldata ballots) private {
        // The length of the ballots is a multiple of one ballot's.
        uint256 start = index * BALLOT_LENGTH;
        uint256 citizenId = batch.citizenIds[index];
        uint8 support = uint8(bytes1(LibBytes.loadCalldata(ballots, start + 3)));
        if (support > ABSTAIN) return _skip(batch, citizenId, BallotFault.UnknownChoice);

        _turnTo(batch, _wordOf(citizenId));
        if (batch.receipts & _bitOf(citizenId) != 0) return _skip(batch, citizenId, BallotFault.AlreadyCast);

        address holder = batch.holders[index];
        if (holder == address(0)) return _skip(batch, citizenId, BallotFault.NotActive);

        // A failed recovery gives the zero address, which holds nothing. Both forms of a signature are valid: the receipt keeps
        // a ballot from counting twice.
        address signer = ECDSA.tryRecover(
            batch.digests[support],
            LibBytes.loadCalldata(ballots, start + 4),
            LibBytes.loadCalldata(ballots, start + 36)
        );
        if (signer != holder) return _skip(batch, citizenId, BallotFault.BadSignature);

        uint256 heads = batch.heads[index];
        uint256 stakeVotes = batch.stakeVotes[index];
        if (heads + stakeVotes == 0) return _skip(batch, citizenId, BallotFault.NoVotes);

        batch.receipts |= _bitOf(citizenId);
        batch.headsCast[support] += heads;
        batch.stakeCast[support] += stakeVotes / stakeUnit;
        batch.objectors += _objectorsIn(support, heads, stakeVotes);
        ++batch.counted;

        emit VoteCast(holder, batch.proposalId, support, heads, "");
        emit BallotCounted(batch.proposalId, citizenId, support, heads, stakeVotes);
    }

    /// @dev Neighbouring ids share a word of receipts. A run of them reads and stores the word once.
    function _turnTo(Batch memory batch, uint256 word) private {
        if (word == batch.word) return;
        _storeReceiptsIn(batch.proposalId, batch.word, batch.receipts);
        batch.word = word;
        batch.receipts = _receiptsIn(batch.proposalId, word);
    }

    function _skip(Batch memory batch, uint256 citizenId, BallotFault fault) private {
        emit BallotSkipped(batch.proposalId, citizenId, fault);
    }
}
