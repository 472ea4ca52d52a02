// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {ICitizenship} from "../../../contracts/citizenship/ICitizenship.sol";
import {Constitution} from "../../../contracts/constitution/Constitution.sol";
import {GovernorTerms} from "../../../contracts/governor/INationGovernor.sol";
import {NationGovernor} from "../../../contracts/governor/NationGovernor.sol";
import {TimelockTerms} from "../../../contracts/timelock/INationTimelock.sol";
import {NationTimelock} from "../../../contracts/timelock/NationTimelock.sol";
import {IStake} from "../../../contracts/stake/IStake.sol";
import {ProvisionTerms} from "../../../contracts/kernel/IProvisions.sol";
import {CONSTITUTIONAL_ROLE} from "../../../contracts/kernel/Roles.sol";
import {CitizenshipStub} from "../../mocks/CitizenshipStub.sol";
import {separatorOf} from "./Eip712.sol";
import {ForgeTest} from "./ForgeTest.sol";

/// A target of proposals that remembers what was done to it, and whether anybody but the government did it.
contract Witness {
    address private immutable GOVERNMENT;
    uint256 public acts;
    uint256 public appointments;
    uint256 public intrusions;

    error Witness_Refused();

    constructor(address government) {
        GOVERNMENT = government;
    }

    function act(bool refuse) external {
        require(!refuse, Witness_Refused());
        ++acts;
        _look();
    }

    /// As the nation's directory is changed.
    function appointInstitution(bytes32, address) external {
        ++appointments;
        _look();
    }

    function _look() private {
        if (msg.sender != GOVERNMENT) ++intrusions;
    }
}

/// A governor over a people whose registers are set by hand, and everybody's keys.
abstract contract GovernorWorld is ForgeTest {
    struct Citizen {
        uint256 id;
        uint256 heads;
        uint256 stake;
        uint256 since;
        uint256 key;
        uint256 formerKey;
        bool active;
    }

    uint256 internal constant MAX_SUPPLY = 1_000_000e18;
    uint256 internal constant FIRST_DELAY = 2 days;
    /// The governor is the seventh contract that this one creates.
    uint8 private constant GOVERNOR_NONCE = 7;
    uint256 internal constant FIRST_LONG_DELAY = 3 days;

    /// The order of curve secp256k1.
    uint256 internal constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    Constitution public constitution;
    NationTimelock public timelock;
    NationGovernor public governor;
    CitizenshipStub public citizenship;
    CitizenshipStub public stakes;
    Witness public board;
    Witness public nation;
    bytes32[10] public keys = [
        bytes32("votingDelay"),
        "votingPeriod",
        "lateExtension",
        "secondReadingDelay",
        "proposalThreshold",
        "citizenQuorum",
        "citizenMajority",
        "constitutionalCitizenQuorum",
        "constitutionalCitizenMajority",
        "stakeObjection"
    ];

    /// The last three join later.
    Citizen[12] internal _citizens;
    uint256 internal _joined = 9;
    uint256 internal _lastKey = 1000;
    uint256 public totalHeads;
    uint256 public totalStake;

    constructor() {
        vm.warp(1_800_000_000);
        citizenship = new CitizenshipStub();
        constitution = new Constitution(address(this), ICitizenship(address(citizenship)));
        stakes = new CitizenshipStub();
        timelock = _timelock();
        board = new Witness(address(timelock));
        nation = new Witness(address(timelock));
        governor = new NationGovernor(
            GovernorTerms({
                authority: address(constitution),
                citizenship: ICitizenship(address(citizenship)),
                stake: IStake(address(stakes)),
                timelock: timelock,
                maxSupply: MAX_SUPPLY
            }),
            _provisions()
        );
        bytes4[] memory marked = new bytes4[](1);
        marked[0] = Witness.appointInstitution.selector;
        constitution.setTargetFunctionRole(address(nation), marked, CONSTITUTIONAL_ROLE);
        constitution.grantRole(0, address(timelock), 0);
        constitution.renounceRole(0, address(this));
        vm.assertTrue(timelock.hasRole(timelock.PROPOSER_ROLE(), address(governor)));
        _settle();
    }

    /* THE PEOPLE */

    function citizenCount() public pure returns (uint256) {
        return 12;
    }

    function citizenIdAt(uint256 index) external view returns (uint256) {
        return _citizens[index].id;
    }

    /// Neighbours within and across words of receipts, the last id that a ballot of a batch can name, and one beyond whose low
    /// bits are the first citizen's.
    function _settle() private {
        uint256 unit = governor.stakeUnit();
        uint24[12] memory ids = [1, 2, 254, 255, 256, 509, 510, 70_000, type(uint24).max, 3, 511, 765];
        uint8[12] memory heads = [1, 1, 1, 3, 0, 1, 1, 1, 1, 1, 2, 1];
        uint256[12] memory stake =
            [uint256(100e18), 0, 250e18, 40e18, 90e18, unit - 1, 7 * unit + 3, unit, 33e18, 60e18, 0, 500e18];
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256 id = i == 7 ? uint256(type(uint24).max) + 2 : ids[i];
            _citizens[i] = Citizen(id, heads[i], stake[i], type(uint256).max, ++_lastKey, 0, false);
            totalHeads += heads[i];
            totalStake += stake[i];
            if (i < _joined) _register(i);
        }
        citizenship.setTotal(totalHeads);
        stakes.setTotal(totalStake);
    }

    function _register(uint256 index) internal {
        Citizen storage citizen = _citizens[index];
        address holder = vm.addr(citizen.key);
        citizenship.setVoter(citizen.id, holder, citizen.heads);
        stakes.setVoter(citizen.id, holder, citizen.stake);
        (citizen.since, citizen.active) = (block.timestamp, true);
    }

    function _holder(uint256 index) internal view returns (address) {
        return vm.addr(_citizens[index].key);
    }

    function _headsAt(uint256 index, uint256 moment) internal view returns (uint256) {
        return moment < _citizens[index].since ? 0 : _citizens[index].heads;
    }

    function _stakeAt(uint256 index, uint256 moment) internal view returns (uint256) {
        return moment < _citizens[index].since ? 0 : _citizens[index].stake;
    }

    /* SIGNING */

    function _digest(address verifier, bytes32 structHash) private view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(separatorOf("Nation Governor", verifier), structHash);
    }

    /// OpenZeppelin's ballot by signature.
    function _signBallot(uint256 key, uint256 proposalId, uint8 support, address voter)
        internal
        view
        returns (bytes memory)
    {
        bytes32 structHash =
            keccak256(abi.encode(governor.BALLOT_TYPEHASH(), proposalId, support, voter, governor.nonces(voter)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digest(address(governor), structHash));
        return abi.encodePacked(r, s, v);
    }

    /// A ballot of a batch, in its 68 bytes; `malleable` takes the signature's other form, with the high s cut to fit.
    function _batchBallot(
        uint256 key,
        uint256 citizenId,
        address verifier,
        uint256 proposalId,
        uint8 support,
        bool malleable
    ) internal view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encode(governor.BATCH_BALLOT_TYPEHASH(), proposalId, support));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digest(verifier, structHash));
        uint256 parity = v - 27;
        if (malleable) (s, parity) = (bytes32((CURVE_ORDER - uint256(s)) & (type(uint256).max >> 1)), 1 - parity);
        return abi.encodePacked(uint24(citizenId), support, r, uint256(s) | (parity << 255));
    }

    /* PROVISIONS */

    function _provisions() private pure returns (ProvisionTerms[] memory terms) {
        terms = new ProvisionTerms[](10);
        terms[0] = ProvisionTerms({value: 1 days, min: 1 hours, max: 5 days});
        terms[1] = ProvisionTerms({value: 5 days, min: 1 days, max: 30 days});
        terms[2] = ProvisionTerms({value: 2 days, min: 0, max: 3 days});
        terms[3] = ProvisionTerms({value: 30 days, min: 14 days, max: 90 days});
        terms[4] = ProvisionTerms({value: 1, min: 1, max: 100});
        terms[5] = ProvisionTerms({value: 20_00, min: 5_00, max: 50_00});
        terms[6] = ProvisionTerms({value: 50_00, min: 50_00, max: 75_00});
        terms[7] = ProvisionTerms({value: 50_00, min: 20_00, max: 60_00});
        terms[8] = ProvisionTerms({value: 66_66, min: 60_00, max: 75_00});
        terms[9] = ProvisionTerms({value: 10_00, min: 5_00, max: 33_00});
    }

    /// The governor alone schedules and executes.
    function _timelock() private returns (NationTimelock) {
        address predicted =
            address(uint160(uint256(keccak256(abi.encodePacked(bytes2(0xd694), address(this), GOVERNOR_NONCE)))));
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms({value: uint64(FIRST_DELAY), min: 1 hours, max: 30 days});
        terms[1] = ProvisionTerms({value: uint64(FIRST_LONG_DELAY), min: 1 hours, max: 30 days});
        TimelockTerms memory parts = TimelockTerms({
            authority: address(constitution), governor: predicted, treasury: address(0xbeef), coin: address(0xc01d)
        });
        return new NationTimelock(parts, terms);
    }

    function _standing(uint256 index) internal view returns (uint256) {
        return governor.provision(keys[index]).standing;
    }

    function _current(uint256 index) internal view returns (uint256) {
        return governor.provision(keys[index]).current;
    }
}
