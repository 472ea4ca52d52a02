// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice How many cases each person has brought that are not ruled on yet. {CasePrices} alone writes it.
/// @dev A person is a citizen by id, or an account that is no citizen's: ids are below 2^32, where no account lies.
struct OpenCases {
    mapping(uint256 person => uint256) counts;
}

using CasePrices for OpenCases global;

/// @title  CasePrices
/// @notice The k-th open case of a person costs 2^(k-1) times the base price. So everyone has one at the base price, whatever others
///         bring, and whoever floods the court pays for it.
/// @dev An institution counts a case as it brings it, and no more when the court has delivered the ruling. What is paid above
///      the base price goes to the treasury, as unearned fees do.
///
///      LIMITS  A person with several accounts of no citizen's counts as several. Each institution counts for itself.
library CasePrices {
    /// @dev The citizen if there is one, and the account otherwise.
    function personOf(uint256 citizenId, address account) internal pure returns (uint256 person) {
        return citizenId == 0 ? uint160(account) : citizenId;
    }

    /// @dev What the next case costs, where the first one costs `base`. Nobody can pay for so many open cases that it overflows.
    function priceFor(OpenCases storage self, uint256 person, uint256 base) internal view returns (uint256 price) {
        return base << self.counts[person];
    }

    function begin(OpenCases storage self, uint256 person) internal {
        ++self.counts[person];
    }

    /// @dev The institution ends each case once that it began.
    function end(OpenCases storage self, uint256 person) internal {
        --self.counts[person];
    }
}
