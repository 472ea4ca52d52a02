// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {ECDSA} from "solady/src/utils/ECDSA.sol";
import {LibBytes} from "solady/src/utils/LibBytes.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {Guard, IProvisions, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {INationTimelock} from "../timelock/INationTimelock.sol";
import {IPetitions, Petition, PetitionOutcome} from "./IPetitions.sol";

/// @title  Petitions
/// @notice Citizens' signatures, by head, that send what passed and waits in the timelock back to one second vote.
/// @dev AUTHORITY    Citizens whose votes are awake open, sign and vote, suspended or not. Anyone brings signatures and settles.
///                   The government sets the provisions within their bounds. This contract holds back an operation once, and
///                   strikes it only if more citizens voted against it than for it.
///
///      ASSUMPTIONS  The governor's operations carry its own salt in the timelock. The timelock holds back what waits, once and
///                   for a bounded time, and does nothing sooner because of it.
///
///      INVARIANTS   PET-1 [heads]: a citizen counts once, and signatures are as many as the citizens whose bits stand.
///                   PET-2 [once]: an operation has one petition, one hold and one second vote at most.
///                   PET-3 [vote]: ballots are as many as the citizens who cast one, each of whom could vote at its snapshot.
///
///      LIMITS       Whose citizenship ends after signing stays counted until the petition is over. Batches take keys only
///                   (ecrecover); a contract account signs by a transaction. No late turn prolongs the second vote. Where nobody
///                   settles it before the operation is executed, the operation stands. Works until the year 36812.
contract Petitions is IPetitions, Provisions, EIP712, ERC165 {
    using BitMaps for BitMaps.BitMap;
    using SafeCast for uint256;

    /// @inheritdoc IPetitions
    uint256 public constant SETTLING_TIME = 1 days;

    bytes32 private constant SIGNATURE_TYPEHASH = keccak256("PetitionSignature(uint256 proposalId,uint256 until)");

    uint256 private constant THRESHOLD = 0;
    uint256 private constant SECOND_VOTE = 1;

    /// @dev No petition takes more signatures, and none fewer than three, or a majority of fewer citizens.
    uint256 private constant MOST_HEADS = 2_000;
    uint256 private constant FEWEST_HEADS = 3;

    /// @dev No timelock of a nation lets anything wait longer, in seconds.
    uint256 private constant LONGEST_WAIT = 30 days;

    /// @dev Bytes of one signature in a batch: citizen id, r, s with the parity of y.
    uint256 private constant SIGNATURE_LENGTH = 3 + 32 + 32;

    /// @dev A word holds two bits for each citizen: that the signature counts, and, so many bits higher, that it was withdrawn.
    uint256 private constant CITIZENS_PER_WORD = 128;

    ICitizenship private immutable CITIZENSHIP;
    address private immutable GOVERNOR;
    TimelockController private immutable TIMELOCK;

    uint256[] private _proposals;

    // [once]
    mapping(uint256 proposalId => Petition) private _petitions;

    // [heads]
    mapping(uint256 proposalId => mapping(uint256 word => uint256)) private _signatures;

    // [vote]
    mapping(uint256 proposalId => BitMaps.BitMap) private _ballots;

    constructor(
        address initialAuthority,
        ICitizenship citizenship,
        address governor,
        TimelockController timelock,
        ProvisionTerms[] memory terms
    ) AccessManaged(initialAuthority) Provisions(terms) EIP712("Petitions", "1") {
        uint256 longest = LONGEST_WAIT + terms[SECOND_VOTE].max * 1 days + SETTLING_TIME;
        uint256 most = INationTimelock(address(timelock)).MAX_HOLD();
        require(longest <= most, Petitions_VoteTooLong(longest, most));
        CITIZENSHIP = citizenship;
        GOVERNOR = governor;
        TIMELOCK = timelock;
    }

    /* SIGNING */

    /// @inheritdoc IPetitions
    function open(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 descriptionHash
    ) external returns (uint256 proposalId) {
        uint256 citizenId = _requireVoter();
        // As the governor reckons both.
        proposalId = uint256(keccak256(abi.encode(targets, values, calldatas, descriptionHash)));
        bytes32 salt = bytes20(GOVERNOR) ^ descriptionHash;
        bytes32 operation = TIMELOCK.hashOperationBatch(targets, values, calldatas, 0, salt);
        require(
            TIMELOCK.getOperationState(operation) == TimelockController.OperationState.Waiting,
            Petitions_NotWaiting(proposalId, operation)
        );
        Petition storage petition = _petitions[proposalId];
        require(petition.until == 0, Petitions_AlreadyOpen(proposalId));

        petition.until = TIMELOCK.getTimestamp(operation).toUint40();
        petition.needed = signaturesNeeded().toUint24();
        petition.openedBy = citizenId.toUint32();
        petition.operation = operation;
        _proposals.push(proposalId);
        _setSigned(proposalId, citizenId);
        emit PetitionOpened(proposalId, citizenId, petition.needed, petition.until);
        _count(proposalId, petition, 1);
    }

    /// @inheritdoc IPetitions
    function sign(uint256 proposalId) external {
        Petition storage petition = _requireCollecting(proposalId);
        uint256 citizenId = _requireVoter();
        require(!hasSigned(proposalId, citizenId), Petitions_AlreadySigned(proposalId, citizenId));

        _setSigned(proposalId, citizenId);
        emit PetitionSigned(proposalId, citizenId);
        _count(proposalId, petition, 1);
    }

    /// @inheritdoc IPetitions
    function bring(uint256 proposalId, bytes calldata signatures) external returns (uint256 brought) {
        uint256 length = signatures.length;
        require(length % SIGNATURE_LENGTH == 0, Petitions_MalformedSignatures(length, SIGNATURE_LENGTH));
        Petition storage petition = _requireCollecting(proposalId);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(SIGNATURE_TYPEHASH, proposalId, petition.until)));
        brought = _bringAll(proposalId, digest, signatures);
        if (brought != 0) _count(proposalId, petition, brought);
    }

    /// @inheritdoc IPetitions
    function withdraw(uint256 proposalId) external {
        Petition storage petition = _requireCollecting(proposalId);
        uint256 citizenId = _requireVoter();
        require(!hasWithdrawn(proposalId, citizenId), Petitions_AlreadyWithdrawn(proposalId, citizenId));

        if (hasSigned(proposalId, citizenId)) --petition.signatures;
        uint256 word = citizenId / CITIZENS_PER_WORD;
        uint256 bit = _bitOf(citizenId);
        _signatures[proposalId][word] = (_signatures[proposalId][word] & ~bit) | (bit << CITIZENS_PER_WORD);
        emit SignatureWithdrawn(proposalId, citizenId);
    }

    /* SECOND VOTE */

    /// @inheritdoc IPetitions
    function vote(uint256 proposalId, bool inFavour) external {
        Petition storage petition = _petitions[proposalId];
        uint256 votesFrom = petition.votesFrom;
        bool isRunning = block.timestamp > votesFrom && block.timestamp <= petition.voteEndsAt;
        require(isRunning, Petitions_NotVoting(proposalId, votesFrom, petition.voteEndsAt));
        uint256 citizenId = _requireVoter();
        require(CITIZENSHIP.couldVote(citizenId, votesFrom), Petitions_NotInVote(proposalId, citizenId));
        require(!hasVoted(proposalId, citizenId), Petitions_AlreadyVoted(proposalId, citizenId));

        _ballots[proposalId].set(citizenId);
        if (inFavour) ++petition.forVotes;
        else ++petition.againstVotes;
        emit SecondBallotCast(proposalId, citizenId, inFavour);
    }

    /// @inheritdoc IPetitions
    function settle(uint256 proposalId) external {
        Petition storage petition = _petitions[proposalId];
        uint256 voteEndsAt = petition.voteEndsAt;
        require(
            voteEndsAt != 0 && block.timestamp > voteEndsAt && petition.outcome == PetitionOutcome.Open,
            Petitions_NotSettleable(proposalId, voteEndsAt)
        );

        bool confirmed = petition.againstVotes <= petition.forVotes;
        petition.outcome = confirmed ? PetitionOutcome.Confirmed : PetitionOutcome.Refused;
        emit PetitionSettled(proposalId, confirmed, petition.forVotes, petition.againstVotes);
        INationTimelock timelock = INationTimelock(address(TIMELOCK));
        // What the governor cancelled, or somebody executed before this, is over: the count is recorded all the same.
        if (!TIMELOCK.isOperationPending(petition.operation)) return;
        if (!confirmed) timelock.strike(petition.operation);
        else if (block.timestamp < voteEndsAt + SETTLING_TIME) timelock.release(petition.operation);
    }

    /* READING */

    /// @inheritdoc IPetitions
    function petitionCount() external view returns (uint256) {
        return _proposals.length;
    }

    /// @inheritdoc IPetitions
    function petitionAt(uint256 number) external view returns (uint256) {
        require(number != 0 && number <= _proposals.length, Petitions_Unknown(number));
        return _proposals[number - 1];
    }

    /// @inheritdoc IPetitions
    function petitionOf(uint256 proposalId) external view returns (Petition memory) {
        return _petition(proposalId);
    }

    /// @inheritdoc IPetitions
    function hasSigned(uint256 proposalId, uint256 citizenId) public view returns (bool) {
        return _signatures[proposalId][citizenId / CITIZENS_PER_WORD] & _bitOf(citizenId) != 0;
    }

    /// @inheritdoc IPetitions
    function hasWithdrawn(uint256 proposalId, uint256 citizenId) public view returns (bool) {
        uint256 bit = _bitOf(citizenId) << CITIZENS_PER_WORD;
        return _signatures[proposalId][citizenId / CITIZENS_PER_WORD] & bit != 0;
    }

    /// @inheritdoc IPetitions
    function hasVoted(uint256 proposalId, uint256 citizenId) public view returns (bool) {
        return _ballots[proposalId].get(citizenId);
    }

    /// @inheritdoc IPetitions
    function signaturesNeeded() public view returns (uint256) {
        // Who leaves today does not make a petition easier tomorrow.
        uint256 base = CITIZENSHIP.quorumBase(block.timestamp - 1);
        uint256 share = Math.ceilDiv(base * _loadProvision(THRESHOLD).current(), BASIS_POINTS);
        return Math.min(MOST_HEADS, Math.max(share, Math.min(FEWEST_HEADS, base / 2 + 1)));
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IPetitions).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IERC5267).interfaceId || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev Counts signatures more, and opens the second vote with the last one that it takes.
    function _count(uint256 proposalId, Petition storage petition, uint256 more) private {
        uint256 signatures = petition.signatures + more;
        petition.signatures = signatures.toUint24();
        if (signatures < petition.needed) return;

        // Counted from the end of the wait, in which others can come: whoever opens it early gains nothing for a raid.
        uint256 voteEndsAt = petition.until + _loadProvision(SECOND_VOTE).current() * 1 days;
        petition.votesFrom = block.timestamp.toUint40();
        petition.voteEndsAt = voteEndsAt.toUint40();
        emit SecondVoteOpened(proposalId, signatures, voteEndsAt, voteEndsAt + SETTLING_TIME);
        INationTimelock(address(TIMELOCK)).hold(petition.operation, voteEndsAt + SETTLING_TIME - block.timestamp);
    }

    /// @dev Neighbouring ids share a word. A run of them reads and stores it once. The caller chooses the length and pays for it.
    function _bringAll(uint256 proposalId, bytes32 digest, bytes calldata signatures)
        private
        returns (uint256 brought)
    {
        uint256[] memory citizenIds = _citizenIdsIn(signatures);
        (address[] memory holders,) = CITIZENSHIP.electorsOf(citizenIds, block.timestamp - 1);
        uint256 word = type(uint256).max;
        uint256 bits;
        uint256 added;
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 citizenId = citizenIds[i];
            if (citizenId / CITIZENS_PER_WORD != word) {
                _store(proposalId, word, bits, added);
                word = citizenId / CITIZENS_PER_WORD;
                (bits, added) = (_signatures[proposalId][word], 0);
            }
            uint256 bit = _bitOf(citizenId);
            // Both forms of a signature are valid: the bits keep it from counting twice. A failed recovery gives the zero address.
            if ((bits | added) & (bit | (bit << CITIZENS_PER_WORD)) != 0 || holders[i] == address(0)) continue;
            if (_signerOf(digest, signatures, i) != holders[i]) continue;
            added |= bit;
            ++brought;
        }
        _store(proposalId, word, bits, added);
    }

    function _citizenIdsIn(bytes calldata signatures) private pure returns (uint256[] memory citizenIds) {
        citizenIds = new uint256[](signatures.length / SIGNATURE_LENGTH);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            citizenIds[i] = uint24(bytes3(LibBytes.loadCalldata(signatures, i * SIGNATURE_LENGTH)));
        }
    }

    function _signerOf(bytes32 digest, bytes calldata signatures, uint256 index) private view returns (address) {
        uint256 start = index * SIGNATURE_LENGTH + 3;
        return ECDSA.tryRecover(
            digest, LibBytes.loadCalldata(signatures, start), LibBytes.loadCalldata(signatures, start + 32)
        );
    }

    function _store(uint256 proposalId, uint256 word, uint256 bits, uint256 added) private {
        if (added == 0) return;
        _signatures[proposalId][word] = bits | added;
        emit SignaturesBrought(proposalId, word * CITIZENS_PER_WORD, added);
    }

    /// @dev A signature by transaction stands though the citizen withdrew before.
    function _setSigned(uint256 proposalId, uint256 citizenId) private {
        uint256 bit = _bitOf(citizenId);
        uint256 word = citizenId / CITIZENS_PER_WORD;
        _signatures[proposalId][word] = (_signatures[proposalId][word] | bit) & ~(bit << CITIZENS_PER_WORD);
    }

    function _bitOf(uint256 citizenId) private pure returns (uint256) {
        return 1 << (citizenId % CITIZENS_PER_WORD);
    }

    /// @dev The caller's citizenship, whose vote is awake.
    function _requireVoter() private view returns (uint256 citizenId) {
        (citizenId,) = CITIZENSHIP.voterOf(msg.sender, block.timestamp - 1);
        require(citizenId != 0, Petitions_MayNotVote(msg.sender));
    }

    function _requireCollecting(uint256 proposalId) private view returns (Petition storage petition) {
        petition = _petition(proposalId);
        bool isCollecting = petition.votesFrom == 0 && block.timestamp < petition.until;
        require(isCollecting, Petitions_NotCollecting(proposalId, petition.until));
    }

    function _petition(uint256 proposalId) private view returns (Petition storage petition) {
        petition = _petitions[proposalId];
        require(petition.until != 0, Petitions_Unknown(proposalId));
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    /// @inheritdoc Provisions
    /// @dev Fewer signatures and a longer vote take power back.
    function _guardOf(uint256 index) internal pure override returns (Guard) {
        return index == THRESHOLD ? Guard.Ceiling : Guard.Floor;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return index == THRESHOLD ? (bytes32("threshold"), Unit.CitizenShare) : (bytes32("secondVote"), Unit.Days);
    }
}
