// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {INation} from "../../contracts/nation/INation.sol";
import {DidRegistry} from "../../contracts/did-registry/DidRegistry.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 5;

/// Citizenships that move, and are held by their last holder once they end.
contract DidRegistryCitizens {
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => address) public holderOf;

    function admit(address account, uint256 citizenId) external {
        citizenOf[account] = citizenId;
        holderOf[citizenId] = account;
    }

    function move(uint256 citizenId, address newHolder) external {
        if (citizenOf[newHolder] != 0) return;
        citizenOf[holderOf[citizenId]] = 0;
        citizenOf[newHolder] = citizenId;
        holderOf[citizenId] = newHolder;
    }

    function end(uint256 citizenId) external {
        citizenOf[holderOf[citizenId]] = 0;
    }
}

/// People who use their identities and try to use others', and a model: who owns each.
contract DidRegistryHandler is ForgeTest {
    DidRegistry public immutable INSTITUTION;
    DidRegistryCitizens private immutable CITIZENS;

    mapping(address identity => address) private _owner;
    mapping(address identity => uint256) private _follows;
    mapping(address identity => bool) public isDeactivated;
    uint256 public trespasses;

    constructor() {
        CITIZENS = new DidRegistryCitizens();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            _owner[person(i)] = person(i);
            if (i + 2 < PEOPLE) CITIZENS.admit(person(i), i + 1);
        }
        INSTITUTION = new DidRegistry(ICitizenship(address(CITIZENS)), INation(address(this)), address(this));
    }

    function changeOwner(uint256 who, uint256 whose, uint256 newOwner, bool deactivates) external {
        (address caller, address identity) = (person(who), person(whose));
        address next = deactivates ? address(0) : person(newOwner);
        address owner = ownerOf(identity);
        vm.prank(caller);
        try INSTITUTION.changeOwner(identity, next) {
            if (caller != owner) ++trespasses;
            if (next == address(0)) isDeactivated[identity] = true;
            else _owner[identity] = next;
        } catch {}
    }

    function follow(uint256 who) external {
        address caller = person(who);
        vm.prank(caller);
        try INSTITUTION.followCitizen() {
            _follows[caller] = CITIZENS.citizenOf(caller);
        } catch {}
    }

    function say(uint256 who, uint256 whose, bytes32 value) external {
        (address caller, address identity) = (person(who), person(whose));
        address owner = ownerOf(identity);
        vm.prank(caller);
        try INSTITUTION.setAttribute(identity, "did/svc/Hub", abi.encode(value), 1 days) {
            if (caller != owner) ++trespasses;
        } catch {}
    }

    function addDelegate(uint256 who, uint256 whose, uint256 delegate) external {
        (address caller, address identity) = (person(who), person(whose));
        address owner = ownerOf(identity);
        vm.prank(caller);
        try INSTITUTION.addDelegate(identity, "veriKey", person(delegate), 1 days) {
            if (caller != owner) ++trespasses;
        } catch {}
    }

    function announce(uint256 whose) external {
        try INSTITUTION.announceOwner(person(whose)) {} catch {}
    }

    function move(uint256 citizenId, uint256 newHolder) external {
        CITIZENS.move(bound(citizenId, 1, PEOPLE - 2), person(newHolder));
    }

    function end(uint256 citizenId) external {
        CITIZENS.end(bound(citizenId, 1, PEOPLE - 2));
    }

    function ownerOf(address identity) public view returns (address) {
        if (isDeactivated[identity]) return address(0);
        return _follows[identity] == 0 ? _owner[identity] : CITIZENS.holderOf(_follows[identity]);
    }

    function person(uint256 who) public pure returns (address) {
        return vm.addr(who % PEOPLE + 1);
    }
}

contract DidRegistryInvariantTest is ForgeTest {
    DidRegistryHandler private _handler;

    function setUp() external {
        _handler = new DidRegistryHandler();
        targetContract(address(_handler));
    }

    /// DID-1: nobody but its owner changes anything of an identity.
    function invariant_ownersAloneChangeIdentities() external view {
        vm.assertEq(_handler.trespasses(), 0);
    }

    /// DID-2, DID-3: an identity is owned by whom the model says: by nobody once deactivated, by the holder of what it follows.
    function invariant_identitiesAreOwnedAsTheModelSays() external view {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address identity = _handler.person(i);
            vm.assertEq(_handler.INSTITUTION().identityOwner(identity), _handler.ownerOf(identity));
        }
    }
}
