// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {LibString} from "solady/src/utils/LibString.sol";
import {INation} from "../../../contracts/nation/INation.sol";
import {ICitizenship} from "../../../contracts/citizenship/ICitizenship.sol";
import {IProvisions} from "../../../contracts/kernel/IProvisions.sol";
import {GovernorGhost} from "./GovernorGhost.sol";
import {Witness} from "./GovernorWorld.sol";

/// The papers of a life with a governor: calls to propose, ballots to send, good ones and bad ones; and how they are sent.
abstract contract GovernorPapers is GovernorGhost {
    /// An act at the board or the nation, once in eight one that is refused; or a payment of nothing to an address without code.
    function _someOrdinaryCall(Proposal storage proposal, uint256 seed) internal returns (address, bytes memory) {
        uint256 kind = seed % 8;
        if (kind == 0) return (address(0xC0DE1E55), "");
        if (kind == 1) {
            ++proposal.acts;
            return (address(nation), abi.encodeCall(Witness.act, (false)));
        }
        proposal.boardCode = _boardCode;
        if (kind == 2) proposal.refused = true;
        else ++proposal.acts;
        return (address(board), abi.encodeCall(Witness.act, (kind == 2)));
    }

    /// A call to the directory, the constitution, the governor, the timelock or the citizenship.
    function _someConstitutionalCall(Proposal storage proposal, uint256 seed) internal returns (address, bytes memory) {
        proposal.constitutional = true;
        uint256 kind = seed % 5;
        if (kind == 0) {
            ++proposal.appointments;
            return (address(nation), abi.encodeCall(INation.appointInstitution, ("court", address(board))));
        }
        if (kind == 1) return (address(constitution), abi.encodeCall(AccessManager.labelRole, (5, "a role")));
        uint256 period = bound(seed, 1 days, 4 days);
        if (kind == 2) return (address(governor), abi.encodeCall(IProvisions.setProvision, (keys[0], period)));
        if (kind == 3) {
            proposal.newDelay = period;
            return (address(timelock), abi.encodeCall(IProvisions.setProvision, ("delay", period)));
        }
        return (address(citizenship), abi.encodeCall(ICitizenship.citizenOf, (address(this))));
    }

    /// A ballot of a batch, at times with something wrong: an unknown choice, a key given up, another's key, another proposal,
    /// another governor, the signature's other form, none at all, or a choice that was altered.
    function _someBallot(uint256 proposalId, uint256 voter, uint256 seed)
        internal
        view
        returns (bytes memory ballot, bool isGood)
    {
        uint256 fault = seed % 16;
        uint8 support = fault == 0 ? 3 : _choice(seed >> 8);
        Citizen storage citizen = _citizens[voter];
        uint256 key = citizen.key;
        address verifier = address(governor);
        if (fault == 1 && citizen.formerKey != 0) key = citizen.formerKey;
        if (fault == 2) key = _citizens[(voter + 1) % _joined].key;
        if (fault == 3) proposalId ^= 1;
        if (fault == 4) verifier = address(timelock);

        ballot = _batchBallot(key, citizen.id, verifier, proposalId, support, fault == 5);
        if (fault == 6) ballot = abi.encodePacked(uint24(citizen.id), support, new bytes(64));
        if (fault == 7) ballot[3] = bytes1((support + 1) % 3);
        isGood = key == citizen.key && (fault == 1 || fault > 7);
    }

    function _derive(uint256 seed, uint256 salt) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }

    function _description(uint256 number, address proposer) internal pure returns (string memory) {
        return string.concat("Proposal ", LibString.toString(number), "\n\n#proposer=", LibString.toHexString(proposer));
    }

    function _call(address caller, bytes memory data, bool may) internal returns (bytes memory) {
        return _callTo(address(governor), caller, data, may);
    }

    /// In favour more often than not, so that something passes.
    function _choice(uint256 seed) internal pure returns (uint8) {
        uint256 kind = seed % 8;
        return kind == 0 ? 0 : kind == 1 ? 2 : 1;
    }
}
