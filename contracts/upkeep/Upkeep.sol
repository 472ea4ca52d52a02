// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {LibCall} from "solady/src/utils/LibCall.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {IProvisions, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {INation} from "../nation/INation.sol";
import {ITreasury} from "../treasury/ITreasury.sol";
import {Act, IUpkeep, KeptFunction} from "./IUpkeep.sol";

/// @title  Upkeep
/// @notice Pays keepers for the steps that are due.
/// @dev AUTHORITY    Anyone has listed steps taken, and collects. The government lists functions, sets the provisions within their
///                   bounds, and sends the rest back to the treasury. Nobody else takes coin out but as a reward. This contract
///                   holds no role, so it can call only what anyone can.
///
///      ASSUMPTIONS  A listed function reverts where nothing is due, pays its caller nothing, and runs nobody's code that no decision
///                   approved. What makes a step due takes at least three tenths of the step's gas: refunds of gas are a fifth at
///                   most, and the margin is a tenth or so.
///
///      INVARIANTS   UPK-1 [pot]: a reward is never more than the gas used with the margin, and never more than is here.
///                   UPK-2 [list]: only listed functions are called, at the institution that the directory names now.
///                   UPK-3 [once]: gas is paid for once, and what every transaction takes is counted once in each.
///                   UPK-4 [apart]: a step that fails stops no other, and is not paid for.
///
///      LIMITS       Tips, and what a rollup takes for its first layer, are not paid for. Where the base fee is nothing, nothing is
///                   paid. Steps that need native coin are taken directly. Tokens that are sent here stay here.
contract Upkeep is IUpkeep, Provisions, ReentrancyGuardTransient, ERC165 {
    uint256 private constant MARGIN = 0;
    uint256 private constant MAX_REWARD = 1;

    /// @dev What a transaction takes at least beside its steps: 21,000 for being one, and the payment with its event.
    uint256 private constant TRANSACTION_GAS = 29_000;

    /// @dev What is kept back for a call itself, beside the 64th that every call leaves.
    uint256 private constant CALL_GAS = 10_000;

    /// @dev How much of the reason for a failure is kept, in bytes, so that no institution makes its failure dear.
    uint16 private constant MAX_REASON_LENGTH = 256;

    INation private immutable NATION;
    ITreasury private immutable TREASURY;

    // [list]
    /// @inheritdoc IUpkeep
    mapping(bytes32 institution => mapping(bytes4 selector => bool)) public isKept;

    // [once]
    bool private transient _isTransactionCounted;

    constructor(
        address initialAuthority,
        INation nation,
        ITreasury treasury,
        KeptFunction[] memory initialKept,
        ProvisionTerms[] memory terms
    ) AccessManaged(initialAuthority) Provisions(terms) {
        NATION = nation;
        TREASURY = treasury;
        for (uint256 i = 0; i < initialKept.length; ++i) {
            _setKept(initialKept[i].institution, initialKept[i].selector, true);
        }
    }

    receive() external payable {
        emit Received(msg.sender, msg.value, address(this).balance);
    }

    /* ACTS */

    /// @inheritdoc IUpkeep
    function perform(Act[] calldata acts) external nonReentrant returns (uint256 done, uint256 reward) {
        uint256 besides = _isTransactionCounted ? 0 : TRANSACTION_GAS;
        uint256 price = block.basefee * (BASIS_POINTS + _loadProvision(MARGIN).current());
        uint256 most = _loadProvision(MAX_REWARD).current() * 1 gwei;
        for (uint256 i = 0; i < acts.length; ++i) {
            uint256 gasBefore = gasleft();
            if (!_take(i, acts[i])) continue;
            ++done;
            reward += Math.min((gasBefore - gasleft() + besides) * price / BASIS_POINTS, most);
            besides = 0;
        }
        require(done != 0, Upkeep_NothingDone(acts.length));

        _isTransactionCounted = true;
        // A step may have collected, or sent the rest back.
        reward = Math.min(reward, address(this).balance);
        emit Performed(msg.sender, done, reward);
        // Not tried: else whoever estimates the gas is told as much as is enough to be paid nothing.
        if (reward != 0) Address.sendValue(payable(msg.sender), reward);
    }

    /// @inheritdoc IUpkeep
    function collect(uint256 budgetId) external returns (uint256 amount) {
        address asset = TREASURY.budget(budgetId).asset;
        require(asset == address(0), Upkeep_ForeignBudget(budgetId, asset));
        amount = TREASURY.availableOf(budgetId);
        // Else anybody fills the treasury's record with payments of nothing.
        require(amount != 0, Upkeep_NothingToCollect(budgetId));
        TREASURY.spend(budgetId, address(this), amount, "Upkeep");
    }

    /* READING */

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IUpkeep).interfaceId || interfaceId == type(IProvisions).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* GOVERNING */

    /// @inheritdoc IUpkeep
    function setKept(bytes32 institution, bytes4 selector, bool newKept) external restricted {
        _setKept(institution, selector, newKept);
    }

    /// @inheritdoc IUpkeep
    function returnRest() external restricted returns (uint256 amount) {
        amount = address(this).balance;
        require(amount != 0, Upkeep_NothingLeft());
        emit RestReturned(amount);
        Address.sendValue(payable(address(TREASURY)), amount);
    }

    /* INTERNAL */

    /// @dev Takes a step, with the gas that it is to get: with less, it could do another thing than the keeper saw beforehand.
    /// @return isDone Whether it succeeded.
    function _take(uint256 index, Act calldata act) private returns (bool isDone) {
        bytes32 institution = act.institution;
        bytes4 selector = bytes4(act.data);
        address account = NATION.institution(institution);
        // Nothing at the treasury is anyone's, and this contract spends its own budgets there.
        bool isListed = isKept[institution][selector] && account != address(TREASURY);
        require(isListed, Upkeep_NotKept(institution, selector));
        uint256 needed = act.gas + act.gas / 63 + CALL_GAS;
        require(gasleft() >= needed, Upkeep_GasTooLow(index, gasleft(), needed));

        bytes memory reason;
        // Where there is no code, every call succeeds: the nation closed the institution.
        if (account.code.length != 0) {
            (isDone,, reason) = LibCall.tryCall(account, 0, act.gas, MAX_REASON_LENGTH, act.data);
        }
        if (!isDone) emit ActFailed(institution, index, reason);
    }

    function _setKept(bytes32 institution, bytes4 selector, bool newKept) private {
        require(isKept[institution][selector] != newKept, Upkeep_ListedSo(institution, selector, newKept));
        isKept[institution][selector] = newKept;
        emit KeptSet(institution, selector, newKept);
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return index == MARGIN ? (bytes32("margin"), Unit.BasisPoints) : (bytes32("maxReward"), Unit.Gwei);
    }
}
