// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {IPassport} from "../../contracts/passport/IPassport.sol";

/// A passport that shows the id only. It accepts no coin, so it also stands in for a treasury that refuses.
contract PassportStub is IPassport {
    function tokenURI(ICitizenship citizenship, uint256 citizenId) external view returns (string memory) {
        return string.concat("passport of ", Strings.toHexString(citizenship.holderOf(citizenId)));
    }
}
