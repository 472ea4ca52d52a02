// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Both houses' registers in one, set by hand: what a governor asks of the citizenship and of the stake.
contract ElectorateStub {
    struct Elector {
        address holder;
        bool active;
        uint256 heads;
        uint256 stake;
        uint256 since;
    }

    mapping(uint256 citizenId => Elector) private _electors;
    mapping(address account => uint256) public citizenOf;
    uint256 private _total;

    function setElector(uint256 citizenId, address holder, uint256 heads, uint256 stake) external {
        delete citizenOf[_electors[citizenId].holder];
        _electors[citizenId] = Elector(holder, true, heads, stake, block.timestamp);
        citizenOf[holder] = citizenId;
    }

    function moveElector(uint256 citizenId, address holder) external {
        delete citizenOf[_electors[citizenId].holder];
        _electors[citizenId].holder = holder;
        citizenOf[holder] = citizenId;
    }

    function setActive(uint256 citizenId, bool active) external {
        _electors[citizenId].active = active;
    }

    function setTotal(uint256 total) external {
        _total = total;
    }

    function activeCitizenOf(address account) external view returns (uint256) {
        uint256 citizenId = citizenOf[account];
        return _electors[citizenId].active ? citizenId : 0;
    }

    function electorOf(uint256 citizenId, uint256 timepoint) external view returns (address, uint256) {
        Elector storage elector = _electors[citizenId];
        return elector.active ? (elector.holder, _headsAt(elector, timepoint)) : (address(0), 0);
    }

    function voterOf(address account, uint256 timepoint) external view returns (uint256, uint256) {
        uint256 citizenId = citizenOf[account];
        Elector storage elector = _electors[citizenId];
        return elector.active ? (citizenId, _headsAt(elector, timepoint)) : (0, 0);
    }

    function electorsOf(uint256[] calldata citizenIds, uint256 timepoint)
        external
        view
        returns (address[] memory holders, uint256[] memory votes)
    {
        holders = new address[](citizenIds.length);
        votes = new uint256[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            Elector storage elector = _electors[citizenIds[i]];
            if (elector.active) (holders[i], votes[i]) = (elector.holder, _headsAt(elector, timepoint));
        }
    }

    function pastVotesOfAll(uint256[] calldata citizenIds, uint256 timepoint)
        external
        view
        returns (uint256[] memory votes)
    {
        votes = new uint256[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            votes[i] = pastVotesOf(citizenIds[i], timepoint);
        }
    }

    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        return _headsAt(_electors[citizenOf[account]], timepoint);
    }

    function pastVotesOf(uint256 citizenId, uint256 timepoint) public view returns (uint256) {
        Elector storage elector = _electors[citizenId];
        return timepoint < elector.since ? 0 : elector.stake;
    }

    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        require(timepoint < block.timestamp, "future lookup");
        return _total;
    }

    function _headsAt(Elector storage elector, uint256 timepoint) private view returns (uint256) {
        return timepoint < elector.since ? 0 : elector.heads;
    }
}
