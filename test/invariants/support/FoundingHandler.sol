// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {LibString} from "solady/src/utils/LibString.sol";
import {Citizenship} from "../../../contracts/citizenship/Citizenship.sol";
import {FoundingTerms, ICitizenship, SignedRequest} from "../../../contracts/citizenship/ICitizenship.sol";
import {Constitution} from "../../../contracts/constitution/Constitution.sol";
import {GovernorTerms} from "../../../contracts/governor/INationGovernor.sol";
import {NationGovernor} from "../../../contracts/governor/NationGovernor.sol";
import {ProvisionTerms} from "../../../contracts/kernel/IProvisions.sol";
import {IPassport} from "../../../contracts/passport/IPassport.sol";
import {IStake} from "../../../contracts/stake/IStake.sol";
import {TimelockTerms} from "../../../contracts/timelock/INationTimelock.sol";
import {NationTimelock} from "../../../contracts/timelock/NationTimelock.sol";
import {CitizenshipStub} from "../../mocks/CitizenshipStub.sol";
import {separatorOf} from "./Eip712.sol";
import {ForgeTest} from "./ForgeTest.sol";

/// A nation with founding citizens and a founding window from its first second on, and a model of it. Candidates come in by signature or
/// by invitation, in time, late or never; others are admitted, propose and vote as soon as they are let. Each act must succeed exactly
/// when the model says that it may.
contract FoundingHandler is ForgeTest {
    struct Person {
        uint256 id;
        uint256 since;
        uint256 wakesAt;
        uint256 leftAt;
        /// The end of the founding invitation; 0 if there was none, or it was used.
        uint256 invitedUntil;
        bool isFounder;
    }

    struct Vote {
        uint256 id;
        uint256 snapshot;
        uint256 forVotes;
        uint256 againstVotes;
    }

    struct Memory {
        uint256 moment;
        uint256 base;
    }

    uint32 public constant FOUNDERS = 7;
    /// Two more than there are places.
    uint256 public constant CANDIDATES = 9;
    uint256 public constant PEOPLE = 18;
    uint40 private constant WINDOW = 7 days;
    uint256 private constant WAITING = 30 days;
    uint256 private constant FIRST_KEY = 5_000;
    uint256 private constant VOTES = 10;
    uint256 private constant MEMORIES = 40;
    bytes32 private constant REQUEST =
        keccak256("AdmissionRequest(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)");

    Citizenship public immutable CITIZENSHIP;
    NationGovernor public immutable GOVERNOR;
    bytes32 private immutable _separator;
    uint256 private immutable _createdAt;

    uint256 public foundersIn;
    uint256 public placesTaken;
    uint256 public invitationsEndAt;
    bool public isClosed;
    bool public wasOpen;
    mapping(uint256 proposalId => mapping(uint256 index => bool)) private _hasVoted;
    mapping(bytes32 what => uint256) public reached;
    Person[PEOPLE] private _people;
    Vote[] private _votes;
    Memory[] private _memories;

    constructor() {
        vm.warp(1_800_000_123);
        _createdAt = block.timestamp;
        ProvisionTerms[] memory terms = new ProvisionTerms[](4);
        terms[2] = ProvisionTerms(25_00, 1, 25_00);
        terms[3] = ProvisionTerms(30, 7, 90);
        CITIZENSHIP = new Citizenship(
            _created(2),
            IPassport(address(0)),
            payable(address(0)),
            "Citizenship",
            "C",
            FoundingTerms(FOUNDERS, WINDOW),
            terms
        );
        Constitution constitution = new Constitution(address(this), CITIZENSHIP);
        vm.assertEq(address(constitution), _created(2));
        CitizenshipStub stakes = new CitizenshipStub();
        stakes.setTotal(0);
        ProvisionTerms[] memory waits = new ProvisionTerms[](2);
        waits[0] = ProvisionTerms(2 days, 1 hours, 30 days);
        waits[1] = ProvisionTerms(7 days, 1 hours, 30 days);
        NationTimelock timelock = new NationTimelock(
            TimelockTerms(address(constitution), _created(5), address(0xbeef), address(0xc01d)), waits
        );
        GOVERNOR = new NationGovernor(
            GovernorTerms(address(constitution), CITIZENSHIP, IStake(address(stakes)), timelock, 1_000_000e18),
            _governorTerms()
        );
        vm.assertEq(address(GOVERNOR), _created(5));
        // The handler stays the registrar, and the deployer of the citizenship.
        constitution.grantRole(0, address(timelock), 0);
        _separator = separatorOf("Citizenship", address(CITIZENSHIP));
    }

    /* WHAT CAN HAPPEN */

    function admitFounder(uint256 seed) external {
        uint256 index = seed % CANDIDATES;
        Person storage person = _people[index];
        if (person.since != 0) return;
        bool isInvited = person.invitedUntil != 0;
        bool may = !isClosed && (isInvited || placesTaken < FOUNDERS);
        _call(address(this), abi.encodeCall(ICitizenship.admitFounder, (_request(index))), may);
        if (!may) return _reach(isClosed ? bytes32("a closed nation refuses") : bytes32("no place for a founder"));
        if (!isInvited) ++placesTaken;
        _comeIn(index);
        _reach("a founder admitted");
    }

    function inviteFounder(uint256 seed, uint256 length) external {
        Person storage person = _people[seed % CANDIDATES];
        if (person.since != 0) return;
        uint256 until = block.timestamp + 1 + length % 100 days;
        bool isOver = invitationsEndAt != 0 && block.timestamp >= invitationsEndAt;
        bool isOpenInvitation = block.timestamp < person.invitedUntil;
        bool may = isOver || (!isOpenInvitation && placesTaken < FOUNDERS);
        address[] memory accounts = new address[](1);
        accounts[0] = accountOf(seed % CANDIDATES);
        _call(address(this), abi.encodeCall(ICitizenship.inviteFounders, (accounts, uint40(until))), may);
        if (!may || isOver) return _reach(isOver ? bytes32("too late to invite") : bytes32("no place to invite"));
        if (until > invitationsEndAt) invitationsEndAt = until;
        ++placesTaken;
        person.invitedUntil = until;
        _reach("a founder invited");
    }

    /// A founding citizen accepts, or somebody asks the registrar.
    function ask(uint256 seed) external {
        uint256 index = seed % PEOPLE;
        Person storage person = _people[index];
        if (person.since != 0) return;
        bool isInvited = block.timestamp < person.invitedUntil;
        bool may = !isInvited || !isClosed;
        bool late = _isOpen();
        _call(accountOf(index), abi.encodeCall(ICitizenship.requestAdmission, (0)), may);
        if (!may) return _reach("a closed nation refuses");
        if (!isInvited) return;
        _comeIn(index);
        _reach(late ? bytes32("an acceptance after the opening") : bytes32("an acceptance"));
        if (_votes.length != 0) _reach("an acceptance during a vote");
    }

    function admit(uint256 seed) external {
        uint256 index = CANDIDATES + seed % (PEOPLE - CANDIDATES);
        Person storage person = _people[index];
        if (person.since != 0) return;
        vm.prank(accountOf(index));
        CITIZENSHIP.requestAdmission(0);
        bool may = _isOpen();
        (bool success,) = address(CITIZENSHIP).call(abi.encodeCall(ICitizenship.admit, (accountOf(index))));
        vm.assertTrue(may || !success, "OPEN-1: before the nation is open only founding citizens are in");
        if (!success) return _reach(may ? bytes32("the brake") : bytes32("a newcomer refused"));
        person.id = CITIZENSHIP.lastCitizenId();
        person.since = block.timestamp;
        person.wakesAt = (block.timestamp + 1 days - 1) / 1 days * 1 days + WAITING;
        _reach("a newcomer admitted");
    }

    function depart(uint256 seed) external {
        uint256 index = seed % PEOPLE;
        if (seed % 3 != 0 || !_isIn(index)) return;
        _call(accountOf(index), abi.encodeCall(ICitizenship.renounce, ()), true);
        _people[index].leftAt = block.timestamp;
        _reach(_people[index].wakesAt > block.timestamp ? bytes32("a sleeper left") : bytes32("a citizen left"));
    }

    /// Whoever sleeps gives the vote to nobody.
    function delegate(uint256 seed) external {
        uint256 index = CANDIDATES + seed % (PEOPLE - CANDIDATES);
        if (!_isIn(index) || block.timestamp >= _people[index].wakesAt) return;
        for (uint256 i = 0; i < CANDIDATES; ++i) {
            if (!_isIn(i)) continue;
            _call(accountOf(index), abi.encodeCall(CITIZENSHIP.delegate, (accountOf(i))), false);
            return _reach("a delegation refused");
        }
    }

    function close() external {
        bool may = !isClosed && !_isOpen() && block.timestamp >= _createdAt + 90 days;
        _call(address(this), abi.encodeCall(ICitizenship.close, ()), may);
        if (!may) return;
        isClosed = true;
        _reach("a nation closed");
    }

    function wait(uint256 length) external {
        vm.warp(block.timestamp + 1 + length % 2 days + (length % 8 == 0 ? 13 days : 0));
        if (!_isOpen()) return;
        wasOpen = true;
        _reach(foundersIn == FOUNDERS ? bytes32("open with all") : bytes32("open with half"));
    }

    function propose(uint256 seed) external {
        uint256 index = seed % PEOPLE;
        if (_votes.length == VOTES) return;
        address proposer = accountOf(index);
        // Votes are asked for by account, and whoever left a moment ago holds none by it.
        bool may = _isOpen() && _isIn(index) && _votesAt(index, block.timestamp - 1);
        address[] memory targets = new address[](1);
        targets[0] = address(0xC0DE1E55);
        uint256[] memory values = new uint256[](1);
        bytes[] memory calldatas = new bytes[](1);
        string memory text =
            string.concat(LibString.toString(_votes.length), "\n\n#proposer=", LibString.toHexString(proposer));
        bytes memory data = abi.encodeCall(IGovernor.propose, (targets, values, calldatas, text));
        bytes memory answer = _callTo(address(GOVERNOR), proposer, data, may);
        if (!may) return _reach(_isOpen() ? bytes32("a proposal refused") : bytes32("no proposal before the opening"));
        uint256 id = abi.decode(answer, (uint256));
        _votes.push(Vote(id, GOVERNOR.proposalSnapshot(id), 0, 0));
        _reach("a proposal");
    }

    function vote(uint256 seed, uint256 who, bool isAgainst) external {
        if (_votes.length != 0) _vote(_someVote(seed), who % PEOPLE, isAgainst);
    }

    /// All who may or some of them, and most of them in favour: so that something is carried, and something misses its quorum.
    function voteTogether(uint256 seed, uint256 dissent) external {
        if (_votes.length == 0) return;
        bool isFew = (dissent >> 30) & 1 == 1;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (isFew && (dissent >> (40 + 2 * i)) & 3 != 0) continue;
            _vote(_someVote(seed), i, (dissent >> i) % 8 == 0);
        }
    }

    function remember(uint256 age) external {
        if (_memories.length == MEMORIES) return;
        uint256 moment = block.timestamp - 1 - age % 40 days;
        if (moment < _createdAt) moment = _createdAt - 1;
        _memories.push(Memory(moment, CITIZENSHIP.quorumBase(moment)));
        _reach("a base remembered");
    }

    /* THE MODEL */

    function accountOf(uint256 index) public pure returns (address) {
        return vm.addr(FIRST_KEY + index);
    }

    function personAt(uint256 index) external view returns (Person memory) {
        return _people[index];
    }

    function votes() external view returns (Vote[] memory) {
        return _votes;
    }

    function memories() external view returns (Memory[] memory) {
        return _memories;
    }

    function isOpen() external view returns (bool) {
        return _isOpen();
    }

    /// How many could vote at a moment.
    function electorateAt(uint256 moment) public view returns (uint256 count) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (_votesAt(i, moment)) ++count;
        }
    }

    /// What quorums are reckoned on: the greater electorate, and each founding citizen who may still come.
    function baseAt(uint256 moment) external view returns (uint256 base) {
        base = electorateAt(moment);
        uint256 before = electorateAt(moment - 90 days);
        if (before > base) base = before;
        if (invitationsEndAt != 0 && moment >= invitationsEndAt) return base;
        base += FOUNDERS;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (_people[i].isFounder && _people[i].since <= moment) --base;
        }
    }

    function _isOpen() private view returns (bool) {
        if (isClosed) return false;
        if (foundersIn == FOUNDERS) return true;
        return block.timestamp >= _createdAt + WINDOW && foundersIn >= 4;
    }

    function _votesAt(uint256 index, uint256 moment) private view returns (bool) {
        Person storage person = _people[index];
        return person.since != 0 && person.wakesAt <= moment && (person.leftAt == 0 || moment < person.leftAt);
    }

    function _isIn(uint256 index) private view returns (bool) {
        return _people[index].since != 0 && _people[index].leftAt == 0;
    }

    function _comeIn(uint256 index) private {
        Person storage person = _people[index];
        person.id = ++foundersIn;
        (person.since, person.wakesAt) = (block.timestamp, block.timestamp);
        (person.invitedUntil, person.isFounder) = (0, true);
        if (_isOpen()) wasOpen = true;
    }

    /* INTERNAL */

    /// One of the last three proposals.
    function _someVote(uint256 seed) private view returns (Vote storage) {
        return _votes[_votes.length - 1 - seed % (_votes.length > 2 ? 3 : _votes.length)];
    }

    function _vote(Vote storage ballot, uint256 index, bool isAgainst) private {
        if (GOVERNOR.state(ballot.id) != IGovernor.ProposalState.Active) return;
        bool couldVote = _votesAt(index, ballot.snapshot);
        bool may = couldVote && _isIn(index) && !_hasVoted[ballot.id][index];
        bytes memory data = abi.encodeCall(IGovernor.castVote, (ballot.id, isAgainst ? 0 : 1));
        _callTo(address(GOVERNOR), accountOf(index), data, may);
        if (!may) {
            if (_isIn(index) && !couldVote) _reach("a newcomer's ballot refused");
            return;
        }
        _hasVoted[ballot.id][index] = true;
        if (isAgainst) ++ballot.againstVotes;
        else ++ballot.forVotes;
        _reach("a ballot");
    }

    function _request(uint256 index) private view returns (SignedRequest memory) {
        address applicant = accountOf(index);
        uint40 deadline = type(uint40).max;
        bytes32 structHash = keccak256(
            abi.encode(REQUEST, applicant, bytes32(0), CITIZENSHIP.admissionNonce(applicant), uint256(deadline))
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(FIRST_KEY + index, keccak256(abi.encodePacked("\x19\x01", _separator, structHash)));
        return SignedRequest(applicant, 0, deadline, abi.encodePacked(r, s, v));
    }

    function _call(address caller, bytes memory data, bool may) private {
        _callTo(address(CITIZENSHIP), caller, data, may);
    }

    /// The contract that this one creates with a nonce.
    function _created(uint8 nonce) private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes2(0xd694), address(this), nonce)))));
    }

    function _governorTerms() private pure returns (ProvisionTerms[] memory terms) {
        terms = new ProvisionTerms[](10);
        terms[0] = ProvisionTerms(1 days, 1 hours, 5 days);
        terms[1] = ProvisionTerms(5 days, 1 days, 30 days);
        terms[2] = ProvisionTerms(1 days, 0, 3 days);
        terms[3] = ProvisionTerms(30 days, 14 days, 90 days);
        terms[4] = ProvisionTerms(1, 1, 100);
        terms[5] = ProvisionTerms(50_00, 5_00, 50_00);
        terms[6] = ProvisionTerms(50_00, 50_00, 75_00);
        terms[7] = ProvisionTerms(50_00, 20_00, 60_00);
        terms[8] = ProvisionTerms(66_66, 60_00, 75_00);
        terms[9] = ProvisionTerms(10_00, 5_00, 33_00);
    }

    function _reach(bytes32 what) private {
        ++reached[what];
    }
}
