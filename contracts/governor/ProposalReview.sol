// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {LibBytes} from "solady/src/utils/LibBytes.sol";
import {LibString} from "solady/src/utils/LibString.sol";
import {IConstitution} from "../constitution/IConstitution.sol";
import {IProvisions, PowerChange} from "../kernel/IProvisions.sol";
import {powerChangeOf} from "../kernel/PowerChanges.sol";
import {CONSTITUTIONAL_ROLE, REGISTRAR_ROLE} from "../kernel/Roles.sol";
import {INationGovernor, ProposalClass} from "./INationGovernor.sol";
import {toPin} from "./Rules.sol";
import {TwoHouses} from "./TwoHouses.sol";

/// @title  Proposal Review
/// @notice What a governor reads from a proposal's calls: its class, whether each target has code, and
///         later whether that code is still the code that was voted on. Giving power is constitutional, and taking it back is
///         ordinary: who captured an office must not need the constitution's majority against him.
/// @dev AUTHORITY    None.
///
///      ASSUMPTIONS  The constitution's marks change by calls to the constitution alone. An institution with a marked function
///                   says truly which of its calls take power back.
///
///      INVARIANTS   GOV-5 [class]: a proposal is constitutional if it calls the constitution, the governor, the timelock or the
///                   citizenship, or a function that the constitution marks, or raises a cap or lowers a protection: unless the
///                   call takes power back.
///                   GOV-8 [pin]: no call of a proposal runs code other than what stood at its targets when it was
///                   made.
///
///      LIMITS       A proxy's code stays while its implementation changes: readers of a proposal look behind proxies.
///                   A call to an institution with a role of the constitution is ordinary unless it is marked. A role should
///                   only go to a contract that does not pass on whatever the government tells it.
///                   An adopted institution's functions are ordinary until its adoption marks them.
abstract contract ProposalReview is TwoHouses {
    /// @inheritdoc INationGovernor
    uint256 public constant MAX_CALLS = 20;

    IAccessManager public immutable CONSTITUTION;

    constructor(address constitution) {
        CONSTITUTION = IAccessManager(constitution);
    }

    /// @inheritdoc INationGovernor
    function classOf(address[] memory targets, bytes[] memory calldatas) public view returns (ProposalClass class) {
        (class,) = _review(targets, calldatas);
    }

    /// @dev The class of these calls, and whether each of them takes power back.
    function _review(address[] memory targets, bytes[] memory calldatas)
        internal
        view
        returns (ProposalClass class, bool takesPower)
    {
        takesPower = true;
        for (uint256 i = 0; i < targets.length; ++i) {
            PowerChange change = _changeBy(targets[i], calldatas[i]);
            if (change == PowerChange.More) return (ProposalClass.Constitutional, false);
            if (change == PowerChange.AsMarked) takesPower = false;
        }
        return (ProposalClass.Ordinary, takesPower);
    }

    /// @dev How a call changes power: what neither gives it nor takes it back stays as it is marked, which is not. The four targets are
    /// constitutional whatever is called there, since a call there can carry any other call, or change who counts. Asking them
    /// first spares the constitution a question. A function without a mark can only be said to take power back: what is no
    /// institution answers nothing.
    function _changeBy(address target, bytes memory data) private view returns (PowerChange) {
        if (target == address(CONSTITUTION)) return _takesOfficeOrRole(data) ? PowerChange.Less : PowerChange.More;
        // The cast pads data that is shorter than a selector with zeros.
        bytes4 selector = bytes4(data);
        bool marked = target == address(this) || target == _executor() || target == address(CITIZENSHIP)
            || CONSTITUTION.getTargetFunctionRole(target, selector) == CONSTITUTIONAL_ROLE;
        PowerChange change = powerChangeOf(target, data);
        if (change == PowerChange.AsMarked && marked) return PowerChange.More;
        return change == PowerChange.More && !marked && !_movesProvision(selector) ? PowerChange.AsMarked : change;
    }

    function _isConstitutional(uint256 proposalId) internal view override returns (bool) {
        return _rulesOf(proposalId).class() == ProposalClass.Constitutional;
    }

    /// @dev Whether a call to the constitution dismisses an officer, or takes the role of whoever admits citizens. Every other role
    /// protects somebody from others: those of justice, recovery or petitions are gone with it.
    function _takesOfficeOrRole(bytes memory data) private pure returns (bool) {
        bytes4 selector = bytes4(data);
        if (selector == IConstitution.dismiss.selector) return true;
        return selector == IAccessManager.revokeRole.selector && uint256(LibBytes.load(data, 4)) == REGISTRAR_ROLE;
    }

    function _movesProvision(bytes4 selector) private pure returns (bool) {
        return selector == IProvisions.setProvision.selector || selector == IProvisions.tryProvision.selector
            || selector == IProvisions.ratifyProvision.selector;
    }

    /// @dev The digest of the code at every target. An address without code may only be paid.
    function _pinOf(address[] memory targets, bytes[] memory calldatas) internal view returns (uint256) {
        require(targets.length <= MAX_CALLS, NationGovernor_TooManyCalls(targets.length, MAX_CALLS));
        bytes32[] memory codeHashes = new bytes32[](targets.length);
        for (uint256 i = 0; i < targets.length; ++i) {
            if (targets[i].code.length != 0) {
                codeHashes[i] = targets[i].codehash;
            } else {
                // The hash stays zero: an account without code has two, depending on whether it was ever used.
                require(calldatas[i].length == 0, NationGovernor_TargetWithoutCode(i, targets[i]));
            }
        }
        return toPin(keccak256(abi.encodePacked(codeHashes)));
    }

    /// @dev Stricter than OpenZeppelin: the proposer must be named, so that a proposal's id depends on its proposer. Small
    /// letters only: to accept capitals, too, costs more than everything else that a proposal computes.
    function _isValidDescriptionForProposer(address proposer, string memory description)
        internal
        view
        virtual
        override
        returns (bool)
    {
        string memory ending = _endingFor(proposer);
        require(LibString.endsWith(description, ending), NationGovernor_ProposerNotNamed(proposer, ending));
        return true;
    }

    /// @dev How a description ends of what somebody proposes.
    function _endingFor(address proposer) internal pure returns (string memory) {
        return string.concat("#proposer=", LibString.toHexString(proposer));
    }
}
