// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ICitizenship, SignedRequest} from "../citizenship/ICitizenship.sol";
import {IConstitution} from "../constitution/IConstitution.sol";
import {Consent, INationDeployer, Office} from "./INationDeployer.sol";

/// @title  Nation deployer
/// @notice Carries out a plan to which its creation commits, step by step, and can do nothing else.
/// @dev AUTHORITY    The founder brings the first step, so that nobody else begins what was signed for. Anyone brings each other. While a nation is founded, the deployer holds the government's role of
///                   its constitution. The plan's last step gives it to the timelock.
///
///      ASSUMPTIONS   What a plan contains is judged by whoever reads it. A deployer carries out any plan.
///
///      INVARIANTS   DEPLOY-1 [order]: contract k has the nonce k + 1, so its address is {addressOf} k.
///                   DEPLOY-2 [plan]: what is done is a beginning of the plan, each step once and in its order.
///                   POWER-2: at no block since a nation's deployer began does an account other than the deployer and the
///                   timelock hold role 0 of its constitution, unless a decision gave it.
///                   POWER-3: what verification calls whole was founded by a plan of this software, and nobody but the
///                   nation has changed it since.
///                   DEPLOY-3 [consent]: no applicant's account, whatever it does, can make {admit} or {handOver} fail.
///
///      LIMITS       127 contracts: greater nonces have a longer encoding. Contracts are deployed and called without money.
///                   A consent is examined with {EXAMINATION_GAS}: an account that needs more to judge a signature is invited.
contract NationDeployer is INationDeployer {
    /// @dev The kinds of steps. No two steps of different kinds have the same hash.
    enum Kind {
        Create,
        Call,
        Admit,
        HandOver
    }

    /// @dev RLP encodes nonces from 1 to 0x7f as a single byte.
    uint256 private constant MAX_CONTRACTS = 0x7f;

    /// @dev The index that stands for the deployer itself.
    uint256 private constant SELF = 0xff;

    /// @dev The gas with which an applicant's consent is examined and the applicant is admitted.
    uint256 private constant EXAMINATION_GAS = 400_000;

    /// @dev How long only the founder may bring a step that invites, in seconds from the first step.
    uint256 private constant FOUNDER_PERIOD = 7 days;

    /// @inheritdoc INationDeployer
    bytes32 public immutable override PLAN;

    /// @inheritdoc INationDeployer
    address public immutable override FOUNDER;

    /// @inheritdoc INationDeployer
    uint256 public immutable override CREATED_AT;

    /// @inheritdoc INationDeployer
    uint256 public override begunAt;

    // [plan]
    /// @inheritdoc INationDeployer
    bytes32 public override remaining;

    /// @inheritdoc INationDeployer
    uint256 public override stepCount;

    // [order]: the contract's nonce is always one more.
    /// @inheritdoc INationDeployer
    uint256 public override deployedCount;

    constructor(bytes32 plan, address founder) {
        PLAN = plan;
        FOUNDER = founder;
        CREATED_AT = block.timestamp;
        remaining = plan;
    }

    /// @inheritdoc INationDeployer
    function addressOf(uint256 index) public view returns (address) {
        if (index == SELF) return address(this);
        require(index < MAX_CONTRACTS, NationDeployer_BeyondLast(index, MAX_CONTRACTS));
        bytes32 hash = keccak256(abi.encodePacked(bytes2(0xd694), address(this), uint8(index + 1)));
        return address(uint160(uint256(hash)));
    }

    /* THE STEPS */

    /// @inheritdoc INationDeployer
    function create(bytes calldata template, bytes calldata patches, bytes32 rest) external returns (address account) {
        _take(keccak256(abi.encode(Kind.Create, keccak256(template), keccak256(patches))), rest);
        uint256 index = deployedCount;
        require(index < MAX_CONTRACTS, NationDeployer_BeyondLast(index, MAX_CONTRACTS));
        deployedCount = index + 1;

        bytes memory code = _patched(template, patches);
        assembly ("memory-safe") {
            account := create(0, add(code, 0x20), mload(code))
            // A constructor's reason is passed on. The check below covers a failure without a reason.
            if and(iszero(account), gt(returndatasize(), 0)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0, returndatasize())
                revert(reason, returndatasize())
            }
        }
        require(account.code.length != 0, NationDeployer_NothingDeployed(index));

        emit Deployed(index, account);
    }

    /// @inheritdoc INationDeployer
    function call(uint8 index, bytes calldata template, bytes calldata patches, bytes32 rest) external {
        _take(keccak256(abi.encode(Kind.Call, index, keccak256(template), keccak256(patches))), rest);
        address target = addressOf(index);
        require(target.code.length != 0, NationDeployer_NoContract(target));
        Address.functionCall(target, _patched(template, patches));
    }

    /// @inheritdoc INationDeployer
    function admit(
        uint8 index,
        bytes32 dossier,
        address[] calldata applicants,
        uint40 period,
        Consent[] calldata consents,
        bytes32 rest
    ) external {
        _take(keccak256(abi.encode(Kind.Admit, index, dossier, keccak256(abi.encode(applicants)), period)), rest);
        require(consents.length == applicants.length, NationDeployer_WrongCount(consents.length, applicants.length));

        ICitizenship citizenship = ICitizenship(addressOf(index));
        uint40 until = uint40(block.timestamp) + period;
        address[] memory invited = new address[](applicants.length);
        uint256 count = 0;
        for (uint256 i = 0; i < applicants.length; ++i) {
            if (_isAdmitted(citizenship, applicants[i], dossier, consents[i])) continue;

            invited[count++] = applicants[i];
            emit FounderInvited(applicants[i], until);
        }
        if (count == 0) return;

        uint256 decided = begunAt + FOUNDER_PERIOD;
        require(msg.sender == FOUNDER || block.timestamp >= decided, NationDeployer_ConsentMissing(invited[0], decided));
        assembly ("memory-safe") {
            mstore(invited, count)
        }
        citizenship.inviteFounders(invited, until);
    }

    /// @inheritdoc INationDeployer
    function handOver(
        uint8 index,
        Office[] calldata offices,
        bytes calldata template,
        bytes calldata patches,
        bytes32 rest
    ) external {
        bytes32 filled = keccak256(abi.encode(offices));
        _take(keccak256(abi.encode(Kind.HandOver, index, filled, keccak256(template), keccak256(patches))), rest);
        IConstitution constitution = IConstitution(addressOf(index));
        ICitizenship citizenship = constitution.CITIZENSHIP();
        for (uint256 i = 0; i < offices.length; ++i) {
            Office calldata office = offices[i];
            uint256 citizenId = citizenship.activeCitizenOf(office.holder);
            if (citizenId == 0) emit OfficeLeftOpen(office.role, office.holder);
            else constitution.appoint(office.role, citizenId, uint40(block.timestamp) + office.term);
        }
        Address.functionCall(address(constitution), _patched(template, patches));
    }

    /* INTERNAL */

    /// @dev Goes on to the rest of the plan if a step is the one that is due.
    function _take(bytes32 step, bytes32 rest) private {
        bytes32 given = keccak256(abi.encode(step, rest));
        bytes32 due = remaining;
        require(given == due, NationDeployer_NotInPlan(given, due));
        if (begunAt == 0) {
            require(FOUNDER == address(0) || msg.sender == FOUNDER, NationDeployer_NotFounder(msg.sender, FOUNDER));
            begunAt = block.timestamp;
        }

        remaining = rest;
        emit StepPerformed(++stepCount, rest);
    }

    /// @dev Fills the addresses into a template. An address is a whole word, so that none of its upper bits is left.
    function _patched(bytes calldata template, bytes calldata patches) private view returns (bytes memory data) {
        data = template;
        for (uint256 i = 0; i + 4 <= patches.length; i += 4) {
            uint256 offset = uint24(bytes3(patches[i:i + 3]));
            require(offset + 32 <= data.length, NationDeployer_PatchOutside(offset, data.length));
            uint256 word = uint160(addressOf(uint8(patches[i + 3])));
            assembly ("memory-safe") {
                mstore(add(add(data, 0x20), offset), word)
            }
        }
    }

    /// @dev Admits an applicant whose consent holds. The gas is fixed, so that neither the applicant's account nor whoever brings
    /// the step decides otherwise by it.
    function _isAdmitted(ICitizenship citizenship, address applicant, bytes32 dossier, Consent calldata consent)
        private
        returns (bool)
    {
        if (consent.signature.length == 0) return false;

        // A call passes on at most 63 of 64 parts of the gas.
        uint256 needed = EXAMINATION_GAS * 64 / 63 + EXAMINATION_GAS / 8;
        require(gasleft() >= needed, NationDeployer_GasTooLow(gasleft(), needed));
        SignedRequest memory request = SignedRequest(applicant, dossier, consent.deadline, consent.signature);
        try citizenship.admitFounder{gas: EXAMINATION_GAS}(request) returns (uint256 citizenId) {
            emit FounderAdmitted(applicant, citizenId);
            return true;
        } catch {
            return false;
        }
    }
}
