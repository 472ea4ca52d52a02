// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {GrantsEntry} from "../../contracts/grants/IGrants.sol";
import {Grants} from "../../contracts/grants/Grants.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 5;

/// The citizenship of a nation in which the first accounts are citizens.
contract GrantsCitizens {
    mapping(address account => uint256) public activeCitizenOf;

    function admit(address account, uint256 citizenId) external {
        activeCitizenOf[account] = citizenId;
    }
}

/// Citizens and others who make entries, a government that removes them, and a model: what was ever entered and removed.
contract GrantsHandler is ForgeTest {
    Grants public immutable INSTITUTION;

    bytes32[] private _digests;
    mapping(uint256 entryId => bool) public removed;
    uint256 private _now = 1_800_000_000;

    constructor() {
        GrantsCitizens citizens = new GrantsCitizens();
        for (uint256 i = 0; i + 1 < PEOPLE; ++i) {
            citizens.admit(_person(i), i + 1);
        }
        ProvisionTerms[] memory terms = new ProvisionTerms[](1);
        terms[0] = ProvisionTerms(1 hours, 0, 365 days);
        address authority = address(new AccessManager(address(this)));
        INSTITUTION = new Grants(authority, ICitizenship(address(citizens)), terms);
    }

    function enter(uint256 who, uint256 pause, bytes32 digest) external {
        _now += bound(pause, 0, 2 hours);
        vm.warp(_now);
        vm.prank(_person(who % PEOPLE));
        try INSTITUTION.enter(digest) returns (uint256 entryId) {
            _digests.push(digest);
            vm.assertEq(entryId, _digests.length);
        } catch {}
    }

    function remove(uint256 entryId) external {
        entryId = bound(entryId, 0, _digests.length + 1);
        try INSTITUTION.remove(entryId, keccak256("reasons")) {
            removed[entryId] = true;
        } catch {}
    }

    function entered() external view returns (uint256) {
        return _digests.length;
    }

    function digestOf(uint256 entryId) external view returns (bytes32) {
        return _digests[entryId - 1];
    }

    function _person(uint256 who) private pure returns (address) {
        return vm.addr(who + 1);
    }
}

contract GrantsInvariantTest is ForgeTest {
    GrantsHandler private _handler;

    function setUp() external {
        _handler = new GrantsHandler();
        targetContract(address(_handler));
    }

    /// GRANTS-1: entries keep their numbers and what they say; a removal is final.
    function invariant_entriesAreWhatWasEntered() external view {
        Grants institution = _handler.INSTITUTION();
        uint256 count = institution.entryCount();
        vm.assertEq(count, _handler.entered());
        for (uint256 entryId = 1; entryId <= count; ++entryId) {
            GrantsEntry memory entry = institution.entryOf(entryId);
            vm.assertEq(entry.digest, _handler.digestOf(entryId));
            vm.assertTrue(entry.isRemoved == _handler.removed(entryId));
        }
    }
}
