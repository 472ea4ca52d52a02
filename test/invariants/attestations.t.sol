// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Attestations} from "../../contracts/attestations/Attestations.sol";
import {IAttestationResolver} from "../../contracts/attestations/IAttestationResolver.sol";
import {Content} from "../../contracts/attestations/IAttestations.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant ATTESTERS = 4;

/// Citizens who are active or not.
contract AttestationsCitizens {
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => address) public holderOf;
    mapping(uint256 citizenId => bool) private _isSuspended;

    function admit(address account, uint256 citizenId) external {
        citizenOf[account] = citizenId;
        holderOf[citizenId] = account;
    }

    function suspend(uint256 citizenId, bool isSuspended) external {
        _isSuspended[citizenId] = isSuspended;
    }

    function activeCitizenOf(address account) public view returns (uint256 citizenId) {
        citizenId = citizenOf[account];
        if (_isSuspended[citizenId]) return 0;
    }
}

/// What the model knows of an attestation.
struct Said {
    bytes32 uid;
    uint256 schemaId;
    uint256 attesterId;
    uint256 attestedAt;
    uint256 expiration;
    bool isRevoked;
}

/// Acts on two schemas of four attesters, and a model of who may attest and of what counts.
contract AttestationsHandler is ForgeTest {
    AttestationsCitizens public immutable CITIZENSHIP = new AttestationsCitizens();
    Attestations public immutable INSTITUTION;

    mapping(uint256 schemaId => mapping(uint256 citizenId => uint256)) private _until;
    mapping(uint256 schemaId => mapping(uint256 citizenId => uint256)) private _disownedAt;
    mapping(uint256 citizenId => bool) private _isSuspended;
    mapping(bytes32 uid => bool) private _isSaid;
    mapping(bytes32 act => uint256) public calls;
    Said[] private _said;
    uint256 private _now = 1_800_000_000;

    constructor() {
        vm.warp(_now);
        for (uint256 id = 1; id <= ATTESTERS; ++id) {
            CITIZENSHIP.admit(vm.addr(id), id);
        }
        INSTITUTION = new Attestations(address(new AccessManager(address(this))), ICitizenship(address(CITIZENSHIP)));
        INSTITUTION.registerSchema("uint8 level", IAttestationResolver(address(0)), 1, true);
        INSTITUTION.registerSchema("bool isDoctor", IAttestationResolver(address(0)), 1, false);
    }

    function accredit(uint256 schemaId, uint256 citizenId, uint256 period) external {
        (schemaId, citizenId) = (bound(schemaId, 1, 2), bound(citizenId, 1, ATTESTERS));
        uint256 until = _now + bound(period, 0, 100 days);
        INSTITUTION.accredit(schemaId, citizenId, uint40(until));
        _until[schemaId][citizenId] = until;
    }

    function disown(uint256 schemaId, uint256 citizenId) external {
        (schemaId, citizenId) = (bound(schemaId, 1, 2), bound(citizenId, 1, ATTESTERS));
        INSTITUTION.disown(schemaId, citizenId, "");
        (_until[schemaId][citizenId], _disownedAt[schemaId][citizenId]) = (0, _now);
        ++calls["disown"];
    }

    function suspend(uint256 citizenId, bool isSuspended) external {
        citizenId = bound(citizenId, 1, ATTESTERS);
        CITIZENSHIP.suspend(citizenId, isSuspended);
        _isSuspended[citizenId] = isSuspended;
    }

    function attest(uint256 schemaId, uint256 citizenId, uint256 period, uint256 salt) external {
        (schemaId, citizenId) = (bound(schemaId, 1, 2), bound(citizenId, 1, ATTESTERS));
        uint256 expiration = period % 3 == 0 ? 0 : _now + bound(period, 1, 50 days);
        Content[] memory contents = new Content[](1);
        contents[0] = Content(uint32(schemaId), uint32(expiration), address(7), "", salt % 8, "level");
        bytes32 uid = INSTITUTION.uidOf(contents[0]);
        vm.prank(vm.addr(citizenId));
        try INSTITUTION.attest(contents) {
            // ATTEST-1, ATTEST-2.
            vm.assertTrue(!_isSaid[uid], "attested once");
            vm.assertTrue(!_isSuspended[citizenId] && _now < _until[schemaId][citizenId], "accredited and active");
            _isSaid[uid] = true;
            _said.push(Said(uid, schemaId, citizenId, _now, expiration, false));
            ++calls["attest"];
        } catch {}
    }

    function revoke(uint256 index, uint256 citizenId) external {
        if (_said.length == 0) return;
        Said storage said = _said[index % _said.length];
        citizenId = bound(citizenId, 1, ATTESTERS);
        bytes32[] memory uids = new bytes32[](1);
        uids[0] = said.uid;
        vm.prank(vm.addr(citizenId));
        try INSTITUTION.revoke(uids) {
            vm.assertTrue(said.attesterId == citizenId && said.schemaId == 1 && !said.isRevoked, "its attester, once");
            said.isRevoked = true;
            ++calls["revoke"];
        } catch {}
    }

    function wait(uint256 pause) external {
        _now += bound(pause, 0, 20 days);
        vm.warp(_now);
    }

    function count() external view returns (uint256) {
        return _said.length;
    }

    function expected(uint256 index) external view returns (bytes32 uid, bool isValid) {
        Said storage said = _said[index];
        bool isOver = said.isRevoked || (said.expiration != 0 && _now >= said.expiration);
        return (said.uid, !isOver && said.attestedAt > _disownedAt[said.schemaId][said.attesterId]);
    }
}

contract AttestationsInvariantTest is ForgeTest {
    AttestationsHandler private _handler;

    function setUp() external {
        _handler = new AttestationsHandler();
        targetContract(address(_handler));
    }

    /// ATTEST-1, ATTEST-2, ATTEST-3: what counts is what was attested, has not ended, was not revoked, and whose attester was not
    /// disowned since.
    function invariant_whatCountsIsWhatShould() public view {
        for (uint256 i = 0; i < _handler.count(); ++i) {
            (bytes32 uid, bool isValid) = _handler.expected(i);
            vm.assertTrue(_handler.INSTITUTION().isValid(uid) == isValid);
        }
    }

    /// A long life reaches every act.
    function test_reachesEveryAct() external {
        uint256 seed = 1;
        for (uint256 step = 0; step < 1_000; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint256 act, uint256 a, uint256 b) = (seed % 10, seed >> 32, seed >> 96);
            if (act < 2) _handler.accredit(a, b, seed >> 128);
            else if (act == 2) _handler.disown(a, b);
            else if (act == 3) _handler.suspend(a, b % 2 == 0);
            else if (act < 7) _handler.attest(a, b, seed >> 128, seed >> 192);
            else if (act < 9) _handler.revoke(a, b);
            else _handler.wait(a);
        }
        invariant_whatCountsIsWhatShould();
        bytes32[3] memory acts = [bytes32("attest"), "revoke", "disown"];
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.assertTrue(_handler.calls(acts[i]) >= 3, string(abi.encodePacked(acts[i])));
        }
    }
}
