// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev What the civic coin's taxed transfer is measured against: the tax as anyone would first write it.
contract TaxedCoin is ERC20 {
    address private _treasury;
    uint256 private _rate = 1_00;
    mapping(address account => bool) private _exempt;

    constructor(address treasury) ERC20("Taxed coin", "TAXED") {
        _treasury = treasury;
        _mint(msg.sender, 1e27);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || _exempt[from] || _exempt[to]) return super._update(from, to, value);

        uint256 tax = value * _rate / 100_00;
        super._update(from, _treasury, tax);
        super._update(from, to, value - tax);
    }
}
