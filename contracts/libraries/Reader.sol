// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice One read of a contract.
/// @param target The contract, or the account whose balance is read.
/// @param data The call; empty to read the balance of native coin instead.
struct Read {
    address target;
    bytes data;
}

/// @notice The result of a read.
/// @param success Whether the call succeeded.
/// @param data The return data, or the revert data.
struct Result {
    bool success;
    bytes data;
}

/// @title  Reader
/// @notice Reads many contracts within one `eth_call`, at one block, without a deployment. The call's data is this creation
///         code, and the constructor returns the results in place of the runtime code.
/// @dev AUTHORITY    None.
///
///      ASSUMPTIONS  The call has no `to`. Nodes limit a constructor's return data to the length of code. Longer results revert
///                   as {Reader_Results}, whose length no node limits.
///
///      INVARIANTS   READER-1 [order]: there is one result for each read, in the same order.
///
///      LIMITS       A target can use up the gas of the whole call: read only contracts that you know.
contract Reader {
    /// @notice The results are longer than code may be, so they are returned as an error: read them from it.
    error Reader_Results(uint256 blockNumber, uint256 timestamp, Result[] results);

    /// @dev The length of code that every chain allows (EIP-170).
    uint256 private constant MAX_CODE_LENGTH = 24_576;

    constructor(Read[] memory reads) {
        Result[] memory results = new Result[](reads.length);
        for (uint256 i = 0; i < reads.length; ++i) {
            results[i] = _read(reads[i]);
        }

        bytes memory encoded = abi.encode(block.number, block.timestamp, results);
        if (encoded.length > MAX_CODE_LENGTH) revert Reader_Results(block.number, block.timestamp, results);
        // A constructor that returns by hand leaves its results where the runtime code would be.
        assembly ("memory-safe") {
            return(add(encoded, 0x20), mload(encoded))
        }
    }

    function _read(Read memory read) private view returns (Result memory) {
        if (read.data.length == 0) return Result(true, abi.encode(read.target.balance));
        (bool success, bytes memory data) = read.target.staticcall(read.data);
        return Result(success, data);
    }
}
