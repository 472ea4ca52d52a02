// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Guard, IProvisions, PowerChange, ProvisionTerms, ProvisionView, Unit} from "./IProvisions.sol";
import {MAX_PROVISION_VALUE, Provision, toProvision, toTrial} from "./Provision.sol";

/// @title  Provisions
/// @notice The governed numbers of an institution. Every institution with parameters inherits this contract.
/// @dev AUTHORITY    The government sets, tries and ratifies, within the bounds.
///
///      ASSUMPTIONS  The inheriting contract declares its provisions in a fixed order ({_provisionAt}) and reads them by
///                   their index in it.
///
///      INVARIANTS   PROV-1 [bounds]: min <= standing, trial <= max, always.
///                   PROV-2: a trial applies until its end, then the standing value, whatever the neighbour in the slot does.
///
///      LIMITS       Sixteen provisions an institution. The search by name is linear, and only setters and views make it.
abstract contract Provisions is AccessManaged, IProvisions {
    /// @dev The longest trial, in seconds.
    uint256 internal constant MAX_TRIAL_PERIOD = 365 days;

    /// @dev Two share a slot, in the declared order. Declare provisions together that are read together.
    Provision[16] private _provisions;

    // [bounds]: min <= standing, trial <= max.
    ProvisionTerms[16] private _terms;

    constructor(ProvisionTerms[] memory initialTerms) {
        uint256 count = _provisionCount();
        require(initialTerms.length == count, Provisions_WrongCount(initialTerms.length, count));

        for (uint256 i = 0; i < count; ++i) {
            ProvisionTerms memory terms = initialTerms[i];
            (bytes32 key,) = _provisionAt(i);
            _requireWithin(key, terms.max, 0, MAX_PROVISION_VALUE);
            _requireWithin(key, terms.value, terms.min, terms.max);
            _terms[i] = terms;
            _storeProvision(i, toProvision(terms.value));
            emit ProvisionSet(key, 0, terms.value);
        }
    }

    /* READING */

    /// @inheritdoc IProvisions
    function provisions() external view returns (ProvisionView[] memory views) {
        views = new ProvisionView[](_provisionCount());
        for (uint256 i = 0; i < views.length; ++i) {
            views[i] = _view(i);
        }
    }

    /// @inheritdoc IProvisions
    function provision(bytes32 key) external view returns (ProvisionView memory) {
        return _view(_indexOf(key));
    }

    /// @inheritdoc IProvisions
    function powerChangeOf(bytes calldata data) external view virtual returns (PowerChange) {
        bytes4 selector = bytes4(data);
        bool ratifies = selector == IProvisions.ratifyProvision.selector;
        if (!ratifies && selector != IProvisions.setProvision.selector && selector != IProvisions.tryProvision.selector)
        {
            return _powerChangeOf(selector, data);
        }

        uint256 index = _indexOf(bytes32(data[4:36]));
        Guard guard = _guardOf(index);
        if (guard == Guard.None) return _changeWithoutGuard(index);

        // While a trial runs, two values hold: the one that applies, and the one that will again.
        Provision p = _loadProvision(index);
        // A protection is a cap on what it leaves.
        uint256 mask = guard == Guard.Floor ? type(uint256).max : 0;
        (uint256 standing, uint256 current) = (p.standing() ^ mask, p.current() ^ mask);
        uint256 newValue = (ratifies ? p.trial() : uint256(bytes32(data[36:68]))) ^ mask;
        if (newValue > standing || newValue > current) return PowerChange.More;

        // A trial replaces the present one: if that is stricter than the standing value, it must not end sooner.
        bool shortens = selector == IProvisions.tryProvision.selector && current < standing
            && uint256(bytes32(data[68:100])) < p.trialUntil() - block.timestamp;
        return shortens ? PowerChange.More : PowerChange.Less;
    }

    /* GOVERNING */

    /// @inheritdoc IProvisions
    function setProvision(bytes32 key, uint256 newValue) external restricted {
        uint256 index = _requireAllowed(key, newValue);
        uint256 oldValue = _loadProvision(index).standing();
        _storeProvision(index, toProvision(newValue));
        emit ProvisionSet(key, oldValue, newValue);
    }

    /// @inheritdoc IProvisions
    function tryProvision(bytes32 key, uint256 newValue, uint256 period) external restricted {
        uint256 index = _requireAllowed(key, newValue);
        require(
            period != 0 && period <= MAX_TRIAL_PERIOD, Provisions_TrialPeriodOutOfBounds(key, period, MAX_TRIAL_PERIOD)
        );

        uint256 standing = _loadProvision(index).standing();
        uint256 until = block.timestamp + period;
        _storeProvision(index, toTrial(standing, newValue, until));
        emit ProvisionTried(key, standing, newValue, until);
    }

    /// @inheritdoc IProvisions
    function ratifyProvision(bytes32 key) external restricted {
        uint256 index = _indexOf(key);
        Provision tried = _loadProvision(index);
        require(tried.isTried(), Provisions_NotOnTrial(key, tried.trialUntil()));
        _requireMovable(index, tried.trial());

        _storeProvision(index, toProvision(tried.trial()));
        emit ProvisionRatified(key, tried.standing(), tried.trial());
    }

    /* FOR THE INSTITUTION */

    /// @dev How many provisions the institution has, at most 16.
    function _provisionCount() internal pure virtual returns (uint256);

    /// @dev The name and unit of the provision of an index.
    function _provisionAt(uint256 index) internal pure virtual returns (bytes32 key, Unit unit);

    /// @dev What the provision of an index guards. Overridden by an institution that has caps or protections.
    function _guardOf(uint256) internal pure virtual returns (Guard) {
        return Guard.None;
    }

    /// @dev How power changes with a provision that guards nothing. Overridden by an institution that has some which give power to
    /// somebody in either direction.
    function _changeWithoutGuard(uint256) internal pure virtual returns (PowerChange) {
        return PowerChange.AsMarked;
    }

    /// @dev Reverts if a provision may not be set to a value, try it, or ratify it now. The value is within its bounds. Overridden
    /// by an institution that asks more than the bounds.
    function _requireMovable(uint256 index, uint256 newValue) internal view virtual {} // solhint-disable-line no-empty-blocks

    /// @dev How a call that moves no provision changes power. Overridden by an institution with functions that always take power
    /// back, whatever its marks say.
    function _powerChangeOf(bytes4, bytes calldata) internal view virtual returns (PowerChange) {
        return PowerChange.AsMarked;
    }

    /// @dev Overridden where a provision shares a slot with state of a hot path.
    function _loadProvision(uint256 index) internal view virtual returns (Provision) {
        return _provisions[index];
    }

    /// @dev Overridden together with {_loadProvision}.
    function _storeProvision(uint256 index, Provision newProvision) internal virtual {
        _provisions[index] = newProvision;
    }

    /* INTERNAL */

    function _indexOf(bytes32 key) private pure returns (uint256) {
        uint256 count = _provisionCount();
        for (uint256 i = 0; i < count; ++i) {
            (bytes32 candidate,) = _provisionAt(i);
            if (candidate == key) return i;
        }
        revert Provisions_Unknown(key);
    }

    function _view(uint256 index) private view returns (ProvisionView memory) {
        (bytes32 key, Unit unit) = _provisionAt(index);
        Provision p = _loadProvision(index);
        ProvisionTerms storage terms = _terms[index];
        return ProvisionView(key, unit, p.current(), p.standing(), p.trial(), p.trialUntil(), terms.min, terms.max);
    }

    /// @dev The index of a provision that may have a new value.
    function _requireAllowed(bytes32 key, uint256 newValue) private view returns (uint256 index) {
        index = _indexOf(key);
        _requireWithin(key, newValue, _terms[index].min, _terms[index].max);
        _requireMovable(index, newValue);
    }

    function _requireWithin(bytes32 key, uint256 value, uint256 min, uint256 max) private pure {
        require(min <= value && value <= max, Provisions_OutOfBounds(key, value, min, max));
    }
}
