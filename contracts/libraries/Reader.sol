// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice One question to a contract.
/// @param target Who is asked.
/// @param data The call; empty to ask for the balance of native coin instead.
struct Question {
    address target;
    bytes data;
}

/// @notice What was answered.
/// @param success Whether the call succeeded.
/// @param data What it returned, or why it failed.
struct Answer {
    bool success;
    bytes data;
}

/// @title  Reader
/// @notice Asks many contracts within one `eth_call`, at one block, without being deployed anywhere: its creation code is
///         the call, and what the constructor returns, where a contract's code would be, is the answer.
/// @dev AUTHORITY    None.
///
///      ASSUMPTIONS  Called without a `to`. Nodes hold the answer to the length of a contract's code; a longer one comes back
///                   as {Reader_Answers}, which nodes hand over whole.
///
///      INVARIANTS   READER-1 [order]: the answers stand in the order of the questions, one for each.
///
///      LIMITS       A target can spend what gas there is, and so spoil the whole: ask only contracts that you know.
contract Reader {
    /// @notice The answers are longer than a contract's code may be, so they are given as an error: read them from it.
    error Reader_Answers(uint256 blockNumber, uint256 timestamp, Answer[] answers);

    /// @dev The length of code that every chain allows (EIP-170).
    uint256 private constant MAX_CODE_LENGTH = 24_576;

    constructor(Question[] memory questions) {
        Answer[] memory answers = new Answer[](questions.length);
        for (uint256 i = 0; i < questions.length; ++i) {
            answers[i] = _ask(questions[i]);
        }

        bytes memory encoded = abi.encode(block.number, block.timestamp, answers);
        if (encoded.length > MAX_CODE_LENGTH) revert Reader_Answers(block.number, block.timestamp, answers);
        // Returning from a constructor by hand leaves the answer where the code would be.
        assembly ("memory-safe") {
            return(add(encoded, 0x20), mload(encoded))
        }
    }

    function _ask(Question memory question) private view returns (Answer memory) {
        if (question.data.length == 0) return Answer(true, abi.encode(question.target.balance));
        (bool success, bytes memory data) = question.target.staticcall(question.data);
        return Answer(success, data);
    }
}
