// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {Constitution} from "../../contracts/constitution/Constitution.sol";
import {Article, ArticleText} from "../../contracts/constitution/IConstitution.sol";
import {CitizenRecord, Standing} from "../../contracts/citizenship/ICitizenship.sol";
import {CONSTITUTIONAL_ROLE} from "../../contracts/kernel/Roles.sol";
import {CitizenshipStub} from "../mocks/CitizenshipStub.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

contract ConstitutionFuzz is ForgeTest {
    CitizenshipStub private _citizenship;
    Constitution private _constitution;

    function setUp() public {
        vm.warp(1_800_000_000);
        _citizenship = new CitizenshipStub();
        _constitution = new Constitution(address(this), ICitizenship(address(_citizenship)));
    }

    /// ART-1: every version of an article comes back byte for byte, with its hash.
    function testFuzz_ART_1_everyVersionComesBack(bytes memory title, bytes[3] memory texts) public {
        string memory heading = string(_within(title, 80));
        ArticleText[] memory first = new ArticleText[](1);
        first[0] = ArticleText(heading, string(_within(texts[0], 2048)));
        _constitution.enact(first);
        _constitution.amend(1, heading, string(_within(texts[1], 2048)));
        _constitution.amend(1, heading, string(_within(texts[2], 2048)));

        for (uint256 i = 0; i < 3; ++i) {
            Article memory article = _constitution.articleAt(1, i + 1);
            bytes32 hash = keccak256(_within(texts[i], 2048));
            vm.assertEq(keccak256(bytes(article.text)), hash);
            vm.assertEq(article.hash, hash);
            vm.assertEq(keccak256(bytes(article.title)), keccak256(bytes(heading)));
        }
    }

    /// OFFICE-1: an office is in force exactly while its citizen is active and its term runs.
    function testFuzz_OFFICE_1_inForceWhileActiveAndInTerm(
        uint64 role,
        uint40 until,
        uint40 lapse,
        uint40 moment,
        uint8 standing
    ) public {
        vm.assume(role != 0 && role != CONSTITUTIONAL_ROLE && role != type(uint64).max);
        uint256 start = block.timestamp;
        until = uint40(bound(until, start + 1, start + 1461 days));
        lapse = uint40(bound(lapse, start + 1, start + 3000 days));
        moment = uint40(bound(moment, start, start + 3000 days));
        Standing later = Standing(bound(standing, uint8(Standing.Active), uint8(Standing.Renounced)));
        address holder = makeAddr("citizen");

        _citizenship.write(5, CitizenRecord(holder, 1, 1, lapse, Standing.Active, 0, false));
        _constitution.appoint(role, 5, until);
        _citizenship.write(5, CitizenRecord(holder, 1, 1, lapse, later, 0, false));
        vm.warp(moment);

        (bool isMember, uint32 delay) = _constitution.hasRole(role, holder);
        vm.assertTrue(isMember == (later == Standing.Active && moment < lapse && moment < until));
        vm.assertEq(delay, 0);
    }

    /// POWER-0: an office never opens the government's role, whoever holds it and whatever it is.
    function testFuzz_POWER_0_officeIsNeverGovernment(uint64 role) public {
        vm.assume(role != 0 && role != CONSTITUTIONAL_ROLE && role != type(uint64).max);
        address holder = makeAddr("citizen");
        _citizenship.write(5, CitizenRecord(holder, 1, 1, type(uint40).max, Standing.Active, 0, false));
        _constitution.appoint(role, 5, uint40(block.timestamp + 1 days));

        (bool isMember,) = _constitution.hasRole(0, holder);
        vm.assertTrue(!isMember);
    }

    /// Plain text of one byte at least and `max` at most, from what the fuzzer gives.
    function _within(bytes memory given, uint256 max) private pure returns (bytes memory cut) {
        if (given.length == 0) return "-";
        cut = given;
        if (given.length > max) {
            assembly ("memory-safe") {
                mstore(cut, max)
            }
        }
        for (uint256 i = 0; i < cut.length; ++i) {
            if (cut[i] < 0x20 || cut[i] > 0x7e) cut[i] = bytes1(0x20 + uint8(cut[i]) % 95);
        }
    }
}
