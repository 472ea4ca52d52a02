// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// JSON is full of double quotes.
/* solhint-disable quotes */

import {Base64} from "solady/src/utils/Base64.sol";
import {Ground} from "./ITribunal.sol";

/// @title  ChallengeQuestions
/// @notice What jurors are asked in a challenge, on each ground, as an ERC-1497 document in a data URI.
library ChallengeQuestions {
    /// @dev The meta-evidence of a ground.
    function document(Ground ground) internal pure returns (string memory) {
        bytes memory json = bytes(
            string.concat(
                '{"category":"Citizenship","title":"',
                _title(ground),
                '","description":"Somebody challenges a citizen of this nation before the court. The challenge, with its statement and its sanctions, and the reply of the accused are in the events ChallengeOpened and ChallengeAnswered of the arbitrable contract.","question":"',
                _question(ground),
                '","rulingOptions":{"type":"single-select","titles":["Dismissed",',
                ground == Ground.Offence
                    ? '"Reprimanded","Granted"],"descriptions":["The challenge is unfounded: the accused gets the bond.","The challenge is founded, but the sanctions asked for are not carried out: the offence counts, and nothing more.","The challenge is founded: the sanctions asked for are carried out."]}}'
                    : '"Granted"],"descriptions":["The challenge is unfounded: the accused gets the bond.","The challenge is founded: the citizenship ends."]}}'
            )
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function _title(Ground ground) private pure returns (string memory) {
        if (ground == Ground.DuplicatePerson) return "A person who is a citizen twice";
        if (ground == Ground.FalseDossier) return "A citizenship by a false dossier";
        if (ground == Ground.Deceased) return "A citizen who has died";
        return "An offence against the constitution";
    }

    function _question(Ground ground) private pure returns (string memory) {
        if (ground == Ground.DuplicatePerson) {
            return "Is the accused the same person as the other citizen whom the challenge names?";
        }
        if (ground == Ground.FalseDossier) return "Is what the accused was admitted for untrue, so that it matters?";
        if (ground == Ground.Deceased) return "Has the accused died?";
        return "Did the accused act against the article, in the version that the challenge names, and so that the sanctions asked for are due?";
    }
}
