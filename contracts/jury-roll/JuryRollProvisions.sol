// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICivicCoin} from "../coin/ICivicCoin.sol";
import {PowerChange, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {IJuryRoll} from "./IJuryRoll.sol";

/// @title  JuryRollProvisions
/// @notice The governed numbers of the jury roll, by their index, and the bond that follows from them.
abstract contract JuryRollProvisions is Provisions, IJuryRoll {
    uint256 private constant BOND = 0;
    uint256 internal constant CITIZEN_DAYS = 1;
    uint256 private constant NO_SHOW_PENALTY = 2;
    uint256 internal constant MINIMUM_STAY = 3;

    /// @dev A bond is at most the hundredth part of what a citizen holds on average, whatever the provision says.
    uint256 private constant BOND_PART = 100;

    ICivicCoin internal immutable COIN;
    ICitizenship internal immutable CITIZENSHIP;

    constructor(ICivicCoin coin, ICitizenship citizenship, ProvisionTerms[] memory terms) Provisions(terms) {
        for (uint256 i = CITIZEN_DAYS; i <= MINIMUM_STAY; ++i) {
            (bytes32 key,) = _provisionAt(i);
            (uint256 max, uint256 limit) = (terms[i].max, _limitOf(i));
            require(max <= limit, JuryRoll_BoundUnsound(key, max, limit));
        }
        COIN = coin;
        CITIZENSHIP = citizenship;
    }

    /// @inheritdoc IJuryRoll
    function bondNow() public view returns (uint256) {
        uint256 bond = _loadProvision(BOND).current() * 1e18;
        if (bond == 0) return 0;
        // None of the first citizens may vote yet, perhaps.
        uint256 citizens = Math.max(CITIZENSHIP.citizenCount(), 1);
        return Math.min(bond, COIN.totalSupply() / (BOND_PART * citizens));
    }

    /// @inheritdoc IJuryRoll
    function noShowPenalty() external view returns (uint256) {
        return _loadProvision(NO_SHOW_PENALTY).current();
    }

    /// @inheritdoc Provisions
    /// @dev Whatever a government decides here says who judges, or what it costs.
    function powerChangeOf(bytes calldata) external pure override returns (PowerChange) {
        return PowerChange.More;
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 4;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == BOND) return ("bond", Unit.Coins);
        if (index == CITIZEN_DAYS) return ("citizenDays", Unit.Days);
        if (index == NO_SHOW_PENALTY) return ("noShowPenalty", Unit.BasisPoints);
        return ("minimumStay", Unit.Seconds);
    }

    /// @dev The highest value that the bounds of a provision may allow.
    function _limitOf(uint256 index) private pure returns (uint256) {
        if (index == CITIZEN_DAYS) return 365;
        return index == NO_SHOW_PENALTY ? 100_00 : 90 days;
    }
}
