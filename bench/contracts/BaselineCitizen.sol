// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Votes} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Votes.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

/// @dev What the citizenship is measured against: OpenZeppelin's ERC721Votes, made soulbound (ERC-5192), with a role for
/// whoever admits and the vote delegated to the citizen at once.
contract BaselineCitizen is ERC721Votes, AccessControl {
    bytes32 private constant REGISTRAR = keccak256("REGISTRAR");
    bytes32 private constant REQUEST_TYPEHASH = keccak256("Request(address applicant,uint256 deadline)");
    bytes32 private constant VOUCHER_TYPEHASH = keccak256("Voucher(address applicant,uint256 deadline)");

    uint256 private _lastId;
    mapping(uint256 citizenId => uint256) private _joinedAt;

    event Locked(uint256 tokenId);

    error NotRegistrar(address account);
    error NotSigner(address account);
    error Soulbound();

    constructor(address registrar) ERC721("Baseline citizen", "CITIZEN") EIP712("Baseline citizen", "1") {
        _grantRole(REGISTRAR, registrar);
    }

    function setRegistrar(address registrar) external onlyRole(REGISTRAR) {
        _grantRole(REGISTRAR, registrar);
    }

    function admit(address applicant) external onlyRole(REGISTRAR) {
        _admit(applicant);
    }

    function admitBatch(address[] calldata applicants) external onlyRole(REGISTRAR) {
        for (uint256 i = 0; i < applicants.length; ++i) {
            _admit(applicants[i]);
        }
    }

    function admitSigned(address[] calldata applicants, uint256 deadline, bytes[] calldata signatures)
        external
        onlyRole(REGISTRAR)
    {
        for (uint256 i = 0; i < applicants.length; ++i) {
            address signer = _signer(REQUEST_TYPEHASH, applicants[i], deadline, signatures[i]);
            require(signer == applicants[i], NotSigner(signer));
            _admit(applicants[i]);
        }
    }

    function redeem(uint256 deadline, bytes calldata signature) external {
        address signer = _signer(VOUCHER_TYPEHASH, msg.sender, deadline, signature);
        require(hasRole(REGISTRAR, signer), NotRegistrar(signer));
        _admit(msg.sender);
    }

    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function supportsInterface(bytes4 interfaceId) public view override(ERC721, AccessControl) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        require(from == address(0) || to == address(0), Soulbound());
    }

    function _admit(address applicant) private {
        uint256 citizenId = ++_lastId;
        _joinedAt[citizenId] = block.timestamp;
        _mint(applicant, citizenId);
        _delegate(applicant, applicant);
        emit Locked(citizenId);
    }

    function _signer(bytes32 typehash, address applicant, uint256 deadline, bytes calldata signature)
        private
        view
        returns (address)
    {
        require(block.timestamp <= deadline, NotSigner(applicant));
        return ECDSA.recover(_hashTypedDataV4(keccak256(abi.encode(typehash, applicant, deadline))), signature);
    }
}
