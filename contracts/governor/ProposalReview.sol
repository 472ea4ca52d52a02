// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LibString} from "solady/src/utils/LibString.sol";
import {INation} from "../nation/INation.sol";
import {ICourt} from "../court/ICourt.sol";
import {INationGovernor, ProposalClass} from "./INationGovernor.sol";
import {toPin} from "./Rules.sol";
import {TwoHouses} from "./TwoHouses.sol";

/// @title  Proposal Review
/// @notice What a governor finds out about a proposal from its calls: how much it touches, whether each target is there, and
///         later whether each is still the code that was voted on.
/// @dev AUTHORITY    None.
///
///      INVARIANTS   GOV-5 [class]: whatever reaches the constitution, the governor, the timelock, the citizenship, the
///                   directory of institutions or a court's source of chance is constitutional.
///                   GOV-8 [pin]: no call of a proposal runs code other than what stood at its targets when it was
///                   made.
///
///      LIMITS       A proxy's code stays while what it points to changes: readers of a proposal should look behind proxies.
///                   An institution that the constitution gives a role is a way to what the role reaches, and calls to it are
///                   ordinary: a role should only go to what does not pass on whatever the government tells it.
abstract contract ProposalReview is TwoHouses {
    /// @inheritdoc INationGovernor
    uint256 public constant MAX_CALLS = 20;

    address public immutable CONSTITUTION;
    address public immutable NATION;

    constructor(address initialConstitution, address initialNation) {
        CONSTITUTION = initialConstitution;
        NATION = initialNation;
    }

    /// @inheritdoc INationGovernor
    function classOf(address[] memory targets, bytes[] memory calldatas) public view returns (ProposalClass) {
        for (uint256 i = 0; i < targets.length; ++i) {
            if (_isConstitutional(targets[i], calldatas[i])) return ProposalClass.Constitutional;
        }
        return ProposalClass.Ordinary;
    }

    function _isConstitutional(address target, bytes memory data) private view returns (bool) {
        // Data without a whole selector is padded with zeros by the cast, and matches none.
        bytes4 selector = bytes4(data);
        return target == CONSTITUTION || target == address(this) || target == _executor()
            || target == address(CITIZENSHIP) || (target == NATION && selector == INation.appointInstitution.selector)
            // Whoever chooses the seeds chooses the panels, and panels revoke citizenships: wherever the court may stand.
            || selector == ICourt.appointRandomness.selector;
    }

    /// @dev The digest of the code at every target. Addresses without code may only be paid.
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

    /// @dev Stricter than OpenZeppelin: the proposer must be named, so that the id of a proposal depends on who made it. Small
    /// letters only, since parsing what could be either is dearer than all else that a proposal computes.
    function _isValidDescriptionForProposer(address proposer, string memory description)
        internal
        view
        virtual
        override
        returns (bool)
    {
        string memory ending = string.concat("#proposer=", LibString.toHexString(proposer));
        require(LibString.endsWith(description, ending), NationGovernor_ProposerNotNamed(proposer, ending));
        return true;
    }
}
