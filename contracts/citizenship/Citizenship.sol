// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC5192} from "../standards/IERC5192.sol";
import {IERC5484} from "../standards/IERC5484.sol";
import {IERC7858} from "../standards/IERC7858.sol";
import {ProvisionTerms} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {CitizenAdmission} from "./CitizenAdmission.sol";
import {CitizenRegister} from "./CitizenRegister.sol";
import {CitizenTerm} from "./CitizenTerm.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ASLEEP_AGAIN, CitizenWord, KEPT_ASLEEP, LAST_DAY, MARKED_LAPSED, MOVED_ASLEEP, toDay} from "./CitizenWord.sol";
import {FoundingTerms, ICitizenship, Standing} from "./ICitizenship.sol";
import {Opening} from "./Opening.sol";
import {SoulboundToken} from "./SoulboundToken.sol";
import {IPassport} from "../passport/IPassport.sol";

/// @title  Citizenship
/// @notice The soulbound token of a citizen, with one vote. Its id stands for the person and outlasts lost keys.
/// @dev AUTHORITY    The deployer admits and invites the founding citizens that the charter names, and nobody else. The
///                   registrar invites, admits and renews. Justice suspends and reinstates, revokes and restores, and keeps the
///                   vote of a newcomer asleep who is challenged. Recovery and the citizen move, with the new holder's signature.
///                   A citizen renews and renounces. Anyone marks lapsed citizens, and reinstates after a suspension's end. The
///                   government sets the provisions. Nobody transfers.
///
///      ASSUMPTIONS  The treasury accepts native coin. Time never runs backwards.
///
///      INVARIANTS   SOUL-1 [soulbound]: only {move} changes the holder of a citizenship, and an account holds at most one.
///                   {CitizenVotes} and {CitizenAdmission} have further ones.
///
///      LIMITS       Who comes back with another account than the one at which the former citizenship ended is not known by it.
///                   Terms and suspensions end at midnight (UTC), on 5 June 2149 at the latest. Delegations and changes of
///                   standing work until 7 February 2106. A suspended citizen may renounce.
contract Citizenship is CitizenTerm, SoulboundToken {
    bytes32 private constant ACCEPTANCE_TYPEHASH =
        keccak256("Acceptance(uint256 citizenId,address newHolder,uint256 nonce,uint256 deadline)");

    /// @dev The ids of eight interfaces, side by side: comparing each by itself takes twice the code. ERC-4906 declares no function, so
    /// that its text gives the id.
    uint256 private constant INTERFACES = 0x49064906 | uint256(uint32(type(IERC5192).interfaceId)) << 32
        | uint256(uint32(type(IERC5484).interfaceId)) << 64 | uint256(uint32(type(IERC7858).interfaceId)) << 96
        | uint256(uint32(type(IERC6372).interfaceId)) << 128 | uint256(uint32(type(IVotes).interfaceId)) << 160
        | uint256(uint32(type(ICitizenship).interfaceId)) << 192 | uint256(uint32(type(IERC721Metadata).interfaceId))
        << 224;

    /// @notice The contract that renders the citizenships.
    IPassport public immutable PASSPORT;

    constructor(
        address initialAuthority,
        IPassport passport,
        address payable treasury,
        string memory tokenName,
        string memory tokenSymbol,
        FoundingTerms memory founding,
        ProvisionTerms[] memory terms
    )
        SoulboundToken(tokenName, tokenSymbol)
        AccessManaged(initialAuthority)
        Provisions(terms)
        CitizenRegister(founding.citizens)
        Opening(founding.window)
        CitizenAdmission(treasury)
    {
        PASSPORT = passport;
    }

    /* STANDING */

    /// @inheritdoc ICitizenship
    function suspend(uint256 citizenId, uint40 until, bytes32 rulingId) external restricted {
        CitizenWord word = _requireStanding(citizenId, Standing.Active);
        _requireFuture(until);
        CitizenWord newWord = word.withStanding(Standing.Suspended, _toDay(until));

        _citizens[citizenId] = newWord;
        emit CitizenSuspended(citizenId, newWord.suspendedUntil(), rulingId);
        _tellMetadata(citizenId);
    }

    /// @inheritdoc ICitizenship
    function reinstate(uint256 citizenId) external {
        CitizenWord word = _requireStanding(citizenId, Standing.Suspended);
        // Before the end only justice may.
        if (block.timestamp < word.suspendedUntil()) _checkCanCall(msg.sender, msg.data);

        _citizens[citizenId] = word.withStanding(Standing.Active, toDay(block.timestamp));
        emit CitizenReinstated(citizenId);
        _tellMetadata(citizenId);
    }

    /// @inheritdoc ICitizenship
    function revoke(uint256 citizenId, bytes32 rulingId) external restricted {
        _end(citizenId, Standing.Revoked);
        emit CitizenRevoked(citizenId, rulingId);
    }

    /// @inheritdoc ICitizenship
    function restore(uint256 citizenId, bytes32 rulingId) external restricted {
        CitizenWord word = _requireStanding(citizenId, Standing.Revoked);
        address holder = holderOf(citizenId);
        Account storage account = _requireNoCitizen(holder);
        account.word = account.word.withCitizenship(citizenId);

        CitizenWord newWord = _restored(citizenId, word.withHolder(holder));
        _change(citizenId, word, newWord);
        _tellIssue(holder, citizenId);
        _tellTerm(citizenId, newWord);
        emit CitizenshipRestored(citizenId, holder, rulingId);
        _tellMetadata(citizenId);
    }

    /// @inheritdoc ICitizenship
    function keepAsleep(uint256 citizenId, bool isKept) external restricted {
        CitizenWord word = _citizens[citizenId];
        if (!word.isHeld()) return;
        bool wasKept = word.has(KEPT_ASLEEP);
        bool isAsleep = isKept && (wasKept || block.timestamp < word.wakesAt());
        if (isAsleep == wasKept) return;

        _change(citizenId, word, isAsleep ? word.withFlag(KEPT_ASLEEP) : word.withoutFlag(KEPT_ASLEEP));
        emit CitizenKeptAsleep(citizenId, isAsleep);
    }

    /// @inheritdoc ICitizenship
    function wake(uint256 citizenId) external {
        CitizenWord word = _citizens[citizenId];
        uint256 wakesAt = _sleepsUntil[citizenId];
        require(block.timestamp >= wakesAt, Citizenship_VoteAsleep(citizenId, wakesAt));
        if (!word.has(ASLEEP_AGAIN)) return;

        _changeKnown(citizenId, word, word.withoutFlag(ASLEEP_AGAIN));
        emit CitizenWoken(citizenId);
    }

    /// @inheritdoc ICitizenship
    function renounce() external {
        uint256 citizenId = _requireCitizen(msg.sender);
        _end(citizenId, Standing.Renounced);
        emit CitizenRenounced(citizenId);
    }

    /// @inheritdoc ICitizenship
    function move(uint256 citizenId, address newHolder, uint40 deadline, bytes calldata signature) external {
        address oldHolder = _citizens[citizenId].holder();
        bool isOwn = msg.sender == oldHolder;
        if (!isOwn) _checkCanCall(msg.sender, msg.data);
        CitizenWord word = _requireHeld(citizenId);
        Account storage newAccount = _requireSignedFor(
            ACCEPTANCE_TYPEHASH, citizenId, uint256(uint160(newHolder)), newHolder, deadline, newHolder, signature
        );

        uint256 formerId = newAccount.word.formerId();
        require(formerId == 0, Citizenship_AccountUsed(newHolder, formerId));

        if (isOwn) {
            emit CitizenRotated(citizenId, oldHolder, newHolder);
        } else {
            _countMove();
            _putToSleep(citizenId);
            _change(citizenId, word, word.withFlag(MOVED_ASLEEP));
            emit CitizenMoved(citizenId, oldHolder, newHolder);
        }
        Account storage oldAccount = _accounts[oldHolder];
        formerId = oldAccount.word.formerId();
        newAccount.word = newAccount.word.withHolding(oldAccount.word.holding());
        oldAccount.word = oldAccount.word.withHolding(0);
        _setHolder(citizenId, newHolder);
        // Whoever came back is known as the same person wherever the citizenship goes.
        if (formerId != 0) _setHolder(formerId, newHolder);
        _tellTransfer(oldHolder, newHolder, citizenId);
        _tellMetadata(citizenId);
    }

    /* ERC-721 */

    /// @notice The passport of a citizen, as a data URI.
    function tokenURI(uint256 citizenId) external view returns (string memory) {
        _requireOwned(citizenId);
        return PASSPORT.tokenURI(this, citizenId);
    }

    /// @inheritdoc ICitizenship
    function tellMetadata() external {
        emit BatchMetadataUpdate(1, lastCitizenId());
    }

    /* ERC-5192, ERC-5484, ERC-7858, ERC-165 */

    /// @inheritdoc IERC5192
    function locked(uint256 citizenId) external view returns (bool) {
        _requireOwned(citizenId);
        return true;
    }

    /// @inheritdoc IERC5484
    function burnAuth(uint256 citizenId) external view returns (BurnAuth) {
        _requireOwned(citizenId);
        return BurnAuth.Both;
    }

    /// @inheritdoc IERC7858
    function expiryType() external pure returns (ExpiryType) {
        return ExpiryType.TimeBased;
    }

    /// @inheritdoc IERC7858
    function isTokenExpired(uint256 citizenId) external view returns (bool) {
        _requireOwned(citizenId);
        return block.timestamp >= _citizens[citizenId].until();
    }

    /// @inheritdoc IERC7858
    function startTime(uint256 citizenId) external view returns (uint256) {
        _requireOwned(citizenId);
        return _citizens[citizenId].since();
    }

    /// @inheritdoc IERC7858
    function endTime(uint256 citizenId) external view returns (uint256) {
        _requireOwned(citizenId);
        return _endTime(_citizens[citizenId]);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        for (uint256 ids = INTERFACES; ids != 0; ids >>= 32) {
            if (uint32(ids) == uint32(interfaceId)) return true;
        }
        return interfaceId == type(IERC721).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    /* INTERNAL */

    /// @dev The same in all nations: the domain's address tells them apart.
    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("Citizenship", "1");
    }

    /// @dev Ends a citizenship for good. The record remains, and the account may ask for another one, which is known as the same
    /// person's. Earlier requests and signatures no longer count.
    function _end(uint256 citizenId, Standing newStanding) private {
        CitizenWord word = _requireHeld(citizenId);
        address holder = word.holder();
        CitizenWord newWord = word.withStanding(newStanding, word.suspensionDay());
        Account storage account = _accounts[holder];
        uint256 formerId = account.word.formerId();
        if (formerId == 0) formerId = citizenId;
        else if (formerId != citizenId) newWord = newWord.withHolder(address(uint160(formerId)));

        account.word = account.word.withHolding(formerId << 32);
        _change(citizenId, word, newWord);
        _tellTransfer(holder, address(0), citizenId);
    }

    /// @dev The record of a citizenship that is given back. A term that ran out stood still meanwhile, or it could be too late to renew
    /// for no fault of the citizen's.
    function _restored(uint256 citizenId, CitizenWord word) private view returns (CitizenWord) {
        uint256 untilDay = word.untilDay();
        unchecked { // Days and moments are far from overflowing.
            if (word.until() <= block.timestamp) {
                untilDay = Math.min(untilDay + toDay(block.timestamp - _endedAt(citizenId)), LAST_DAY);
            }
        }
        (uint256 day, uint256 today) = (word.suspensionDay(), toDay(block.timestamp));
        (Standing standing, uint256 since) = day > today ? (Standing.Suspended, day) : (Standing.Active, today);
        return word.withUntilDay(untilDay).withoutFlag(MARKED_LAPSED).withStanding(standing, since);
    }

    function _setHolder(uint256 citizenId, address newHolder) private {
        _citizens[citizenId] = _citizens[citizenId].withHolder(newHolder);
    }
}
