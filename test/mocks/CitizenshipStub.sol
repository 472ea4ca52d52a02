// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CitizenRecord, ICitizenship, Standing} from "../../contracts/citizenship/ICitizenship.sol";
import {IPassport} from "../../contracts/passport/IPassport.sol";

/// @dev The reads of other institutions from the citizenship. A test writes their results. It stands for a stake as well:
/// votes are heads in the one, and coin in the other. It keeps no history, so whoever is active was since the record began.
contract CitizenshipStub {
    uint256 public lastCitizenId;
    mapping(address account => uint256) public citizenOf;
    mapping(address account => uint256) public formerCitizenOf;
    mapping(address account => uint256) public admissionNonce;
    mapping(uint256 citizenId => CitizenRecord) private _records;
    mapping(uint256 citizenId => uint256) private _votes;
    uint256 private _total;
    bool private _isTotalSet;
    uint256 public leastBase;
    bool public isOpen = true;
    mapping(uint256 citizenId => bool) public isReduced;
    mapping(uint256 citizenId => uint256) public nowVotesOf;

    /* WRITES */

    /// @dev The next citizen, active without end, with one vote.
    function admit(address account) external returns (uint256 citizenId) {
        citizenId = ++lastCitizenId;
        setVoter(citizenId, account, 1);
    }

    /// @dev Any citizen, active without end. The account that held the citizenship before holds none.
    function setVoter(uint256 citizenId, address holder, uint256 votes) public {
        write(
            citizenId,
            CitizenRecord(
                holder, uint40(block.timestamp), uint40(block.timestamp), type(uint40).max, Standing.Active, 0, false
            )
        );
        _votes[citizenId] = votes;
    }

    function write(uint256 citizenId, CitizenRecord memory record) public {
        _clear(_records[citizenId].holder);
        _records[citizenId] = record;
        citizenOf[record.holder] = citizenId;
    }

    function move(uint256 citizenId, address newHolder) external {
        _clear(_records[citizenId].holder);
        citizenOf[newHolder] = citizenId;
        _records[citizenId].holder = newHolder;
    }

    function setActive(uint256 citizenId, bool active) external {
        _records[citizenId].standing = active ? Standing.Active : Standing.Suspended;
    }

    /// @dev As a revocation does: the account holds no citizenship, and the record keeps its last holder.
    function end(uint256 citizenId) external {
        address holder = _records[citizenId].holder;
        if (formerCitizenOf[holder] == 0) formerCitizenOf[holder] = citizenId;
        _clear(_records[citizenId].holder);
        _records[citizenId].standing = Standing.Revoked;
    }

    /// @dev From now on the total is this one. Before, it is the number of citizens whom {admit} admitted.
    function setTotal(uint256 total) external {
        (_total, _isTotalSet) = (total, true);
    }

    /// @dev The number of citizens before they became fewer, on which quorums are reckoned.
    function setLeastBase(uint256 base) external {
        leastBase = base;
    }

    function setOpen(bool open) external {
        isOpen = open;
    }

    /// @dev What a citizen has now, where it is less than it was.
    function reduce(uint256 citizenId, uint256 votes) external {
        (isReduced[citizenId], nowVotesOf[citizenId]) = (true, votes);
    }

    /* READS */

    function holderOf(uint256 citizenId) external view returns (address) {
        return _records[citizenId].holder;
    }

    function citizen(uint256 citizenId) external view returns (CitizenRecord memory) {
        return _records[citizenId];
    }

    function activeCitizenOf(address account) external view returns (uint256) {
        uint256 citizenId = citizenOf[account];
        return isActive(citizenId) ? citizenId : 0;
    }

    function mayVote(uint256 citizenId) public view returns (bool) {
        CitizenRecord storage record = _records[citizenId];
        return (record.standing == Standing.Active || record.standing == Standing.Suspended)
            && record.wakesAt <= block.timestamp && block.timestamp < record.until;
    }

    function couldVote(uint256 citizenId, uint256 timepoint) external view returns (bool) {
        return mayVote(citizenId) && _records[citizenId].wakesAt <= timepoint;
    }

    function isStillActive(uint256 citizenId, uint256) external view returns (bool) {
        return isActive(citizenId);
    }

    function electorOf(uint256 citizenId, uint256 timepoint) public view returns (address holder, uint256 votes) {
        if (mayVote(citizenId)) (holder, votes) = (_records[citizenId].holder, pastVotesOf(citizenId, timepoint));
    }

    function electorsOf(uint256[] calldata citizenIds, uint256 timepoint)
        external
        view
        returns (address[] memory holders, uint256[] memory votes)
    {
        holders = new address[](citizenIds.length);
        votes = new uint256[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            (holders[i], votes[i]) = electorOf(citizenIds[i], timepoint);
        }
    }

    function voterOf(address account, uint256 timepoint) external view returns (uint256 citizenId, uint256 votes) {
        citizenId = citizenOf[account];
        return mayVote(citizenId) ? (citizenId, pastVotesOf(citizenId, timepoint)) : (0, 0);
    }

    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        return pastVotesOf(citizenOf[account], timepoint);
    }

    function ballotVotesOf(uint256 citizenId, uint256, uint256 timepoint) public view returns (uint256) {
        uint256 votes = pastVotesOf(citizenId, timepoint);
        return isReduced[citizenId] ? Math.min(votes, nowVotesOf[citizenId]) : votes;
    }

    function ballotVotesOfAll(uint256[] calldata citizenIds, uint256[] calldata heads, uint256 timepoint)
        external
        view
        returns (uint256[] memory votes)
    {
        votes = new uint256[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            votes[i] = ballotVotesOf(citizenIds[i], heads[i], timepoint);
        }
    }

    function pastVotesOf(uint256 citizenId, uint256 timepoint) public view returns (uint256) {
        return timepoint < _records[citizenId].since ? 0 : _votes[citizenId];
    }

    function citizenCount() external view returns (uint256) {
        return _isTotalSet ? _total : lastCitizenId;
    }

    function quorumBase(uint256 timepoint) external view returns (uint256) {
        return Math.max(getPastTotalSupply(timepoint), leastBase);
    }

    function objectionBase(uint256 timepoint) external view returns (uint256) {
        return Math.max(getPastTotalSupply(timepoint), leastBase);
    }

    function getPastTotalSupply(uint256 timepoint) public view returns (uint256 total) {
        require(timepoint < block.timestamp, "future lookup");
        if (_isTotalSet) return _total;
        for (uint256 id = 1; id <= lastCitizenId; ++id) {
            if (_records[id].since <= timepoint) ++total;
        }
    }

    /// @dev The total, as long ago as anybody can look.
    function isActive(uint256 citizenId) public view returns (bool) {
        CitizenRecord storage record = _records[citizenId];
        return record.standing == Standing.Active && block.timestamp < record.until;
    }

    /// @dev An account that loses a citizenship counts it, as the citizenship does.
    function _clear(address holder) private {
        delete citizenOf[holder];
        ++admissionNonce[holder];
    }

    /// @dev The passport of a citizen, asked for as a citizenship asks.
    function tokenURI(IPassport passport, uint256 citizenId) external view returns (string memory) {
        return passport.tokenURI(ICitizenship(address(this)), citizenId);
    }
}
