// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {BallotFault, INationGovernor} from "./INationGovernor.sol";
import {Tally} from "./Tally.sol";
import {TwoHouses} from "./TwoHouses.sol";

/// @title  Postal Voting
/// @notice Many citizens' signed ballots in one transaction that anyone may send and pay for.
/// @dev AUTHORITY    Anyone delivers; only the citizen's signature casts.
///
///      INVARIANTS   [skip]: a ballot that does not count changes nothing and keeps no other from counting.
///
///      LIMITS       Keys only (ecrecover): a contract account's signature check could spend the whole batch's gas.
abstract contract PostalVoting is TwoHouses {
    /// @inheritdoc INationGovernor
    bytes32 public constant POSTAL_BALLOT_TYPEHASH = keccak256("PostalBallot(uint256 proposalId,uint8 support)");

    /// @dev Bytes of one ballot: citizen id, choice, r, s with the parity of y.
    uint256 private constant BALLOT_LENGTH = 3 + 1 + 32 + 32;

    /// @dev What all ballots of a batch share.
    struct Batch {
        uint256 proposalId;
        uint256 snapshot;
        bytes32[3] digests;
        Tally tally;
        uint256 counted;
    }

    /// @inheritdoc INationGovernor
    function castPostalBallots(uint256 proposalId, bytes calldata ballots) external returns (uint256) {
        require(ballots.length % BALLOT_LENGTH == 0, NationGovernor_MalformedBallots(ballots.length, BALLOT_LENGTH));
        Tally earlier = _openTallyOf(proposalId);
        Batch memory batch;
        batch.proposalId = proposalId;
        batch.snapshot = earlier.snapshot();
        batch.tally = earlier;
        for (uint8 support = AGAINST; support <= ABSTAIN; ++support) {
            batch.digests[support] =
                _hashTypedDataV4(keccak256(abi.encode(POSTAL_BALLOT_TYPEHASH, proposalId, support)));
        }

        // The caller chooses and pays for the length.
        for (uint256 start = 0; start < ballots.length; start += BALLOT_LENGTH) {
            _castPostalBallot(batch, ballots[start:start + BALLOT_LENGTH]);
        }

        if (batch.counted != 0) _storeTally(proposalId, earlier, batch.tally);
        return batch.counted;
    }

    function _castPostalBallot(Batch memory batch, bytes calldata ballot) private {
        uint256 citizenId = uint24(bytes3(ballot[0:3]));
        uint8 support = uint8(ballot[3]);
        if (support > ABSTAIN) return _skip(batch, citizenId, BallotFault.UnknownChoice);

        uint256 receipts = _receipts(batch.proposalId, citizenId);
        if (receipts & _bitOf(citizenId) != 0) return _skip(batch, citizenId, BallotFault.AlreadyCast);

        (address holder, uint256 heads) = CITIZENSHIP.electorOf(citizenId, batch.snapshot);
        if (holder == address(0)) return _skip(batch, citizenId, BallotFault.NotActive);

        (address signer,,) = ECDSA.tryRecover(batch.digests[support], bytes32(ballot[4:36]), bytes32(ballot[36:68]));
        // A failed recovery gives the zero address, which holds nothing.
        if (signer != holder) return _skip(batch, citizenId, BallotFault.BadSignature);

        uint256 stakeVotes = STAKE.pastVotesOf(citizenId, batch.snapshot);
        if (heads + stakeVotes == 0) return _skip(batch, citizenId, BallotFault.NoVotes);

        _storeReceipts(batch.proposalId, citizenId, receipts | _bitOf(citizenId));
        batch.tally = batch.tally.counted(support, heads, stakeVotes / stakeUnit);
        ++batch.counted;

        emit VoteCast(holder, batch.proposalId, support, heads, "");
        emit BallotCounted(batch.proposalId, citizenId, support, heads, stakeVotes);
    }

    function _skip(Batch memory batch, uint256 citizenId, BallotFault fault) private {
        emit BallotSkipped(batch.proposalId, citizenId, fault);
    }
}
