// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
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
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {
    ASLEEP_AGAIN,
    CitizenWord,
    ENDLESS,
    KEPT_ASLEEP,
    LAST_DAY,
    MARKED_LAPSED,
    MOVED_ASLEEP,
    RETURNED_ASLEEP,
    toDay
} from "./CitizenWord.sol";
import {FoundingTerms, ICitizenship, SignedRenewal, Standing} from "./ICitizenship.sol";
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
///      LIMITS       Only keys sign renewals: a contract account's signature check could spend the whole batch's gas.
///                   Whoever is too late to renew holds the citizenship still, and renounces it to be admitted again.
///                   Who comes back with another account than the one at which the former citizenship ended is not known by it.
///                   Terms and suspensions end at midnight (UTC), on 5 June 2149 at the latest. Delegations and changes of
///                   standing work until 7 February 2106. A suspended citizen may renounce.
contract Citizenship is CitizenAdmission, SoulboundToken, IERC4906 {
    bytes32 private constant ACCEPTANCE_TYPEHASH =
        keccak256("Acceptance(uint256 citizenId,address newHolder,uint256 nonce,uint256 deadline)");

    bytes32 private constant RENEWAL_TYPEHASH = keccak256("Renewal(uint256 citizenId,uint256 until,uint256 deadline)");

    /// @dev From how long before the end of their terms to how long after it citizens renew them, in seconds.
    uint256 private constant RENEWAL_BEFORE = 90 days;
    uint256 private constant GRACE = 90 days;

    /// @dev The ids of eight interfaces, side by side: comparing each by itself takes twice the code. ERC-4906 declares no function, so
    /// that its text gives the id.
    uint256 private constant INTERFACES = 0x49064906 | uint256(uint32(type(IERC5192).interfaceId)) << 32
        | uint256(uint32(type(IERC5484).interfaceId)) << 64 | uint256(uint32(type(IERC7858).interfaceId)) << 96
        | uint256(uint32(type(IERC6372).interfaceId)) << 128 | uint256(uint32(type(IVotes).interfaceId)) << 160
        | uint256(uint32(type(ICitizenship).interfaceId)) << 192 | uint256(uint32(type(IERC721Metadata).interfaceId))
        << 224;

    /// @dev Three citizens, 32 bits each: of those who renewed, or were named, the ones whose terms end last.
    uint256 private _known = 1 | (2 << 32) | (3 << 64);

    /// @dev Until when whoever lapsed may come back however late, and nobody is marked, in seconds since 1970. That lasts as long as
    /// fewer than three are known whose terms run.
    uint256 private _openGraceUntil;

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

    /* TERM */

    /// @inheritdoc ICitizenship
    function renew(uint256 citizenId, uint40 newUntil) external restricted {
        CitizenWord word = _requireHeld(citizenId);
        uint256 latestDay = _endOfTerm(_admissions.currentTerm());
        uint256 newDay = newUntil == type(uint40).max ? ENDLESS : _toDay(newUntil);
        // Beyond the last day that a record can hold there is only the term without an end.
        _requireUpTo(newDay * 1 days, latestDay * 1 days);
        uint256 mustExceed = Math.max(word.until(), block.timestamp);
        // The day of no end lies after all others, and no moment of it after no end.
        require(newDay * 1 days > mustExceed, Citizenship_TermNotExtended(citizenId, newUntil, mustExceed));
        // Who comes back later than that does so by the own act: no officer brings back who may not even know of it.
        _requireInGrace(citizenId, word, block.timestamp < _endOfGrace(word));
        _renew(citizenId, word, newDay);
    }

    /// @inheritdoc ICitizenship
    function renewOwn() external {
        uint256 citizenId = _requireCitizen(msg.sender);
        CitizenWord word = _citizens[citizenId];
        uint256 newDay = _endOfTerm(_admissions.currentTerm());
        _requireInGrace(citizenId, word, _isRenewable(word, newDay));
        _renew(citizenId, word, newDay);
    }

    /// @inheritdoc ICitizenship
    function renewSigned(SignedRenewal[] calldata renewals) external returns (uint256 renewed) {
        uint256 newDay = _endOfTerm(_admissions.currentTerm());
        for (uint256 i = 0; i < renewals.length; ++i) {
            SignedRenewal calldata renewal = renewals[i];
            uint256 citizenId = renewal.citizenId;
            CitizenWord word = _citizens[citizenId];
            bytes32 structHash =
                keccak256(abi.encode(RENEWAL_TYPEHASH, citizenId, word.until(), uint256(renewal.deadline)));
            // A renewal that cannot be made stops no other one of the batch. A failed recovery gives the zero address, which holds
            // nothing.
            (address signer,,) = ECDSA.tryRecoverCalldata(_hashTypedData(structHash), renewal.signature);
            if (signer != word.holder() || block.timestamp > renewal.deadline) continue;
            if (!_isRenewable(word, newDay) || !_isInGrace(word)) continue;
            _renew(citizenId, word, newDay);
            ++renewed;
        }
    }

    /// @inheritdoc ICitizenship
    function markLapsed(uint256[] calldata citizenIds) external returns (uint256 marked) {
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 citizenId = citizenIds[i];
            CitizenWord word = _citizens[citizenId];
            if (word.mayVoteAt(block.timestamp)) _note(citizenId);
            // The total leaves out marked citizens already. An id that was never given has standing None.
            if (word.isLeftOut() || block.timestamp < word.until() || _isGraceOpen()) continue;

            _citizens[citizenId] = word.withFlag(MARKED_LAPSED);
            emit CitizenMarkedLapsed(citizenId);
            ++marked;
        }
        if (marked != 0) _countLeftOut(marked);
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

    /// @dev Whether it is not too early for the citizen to prolong the citizenship.
    function _isRenewable(CitizenWord word, uint256 newDay) private view returns (bool) {
        return word.isHeld() && newDay > word.untilDay() && _after(RENEWAL_BEFORE) >= word.until();
    }

    /// @dev Whether it is not too late, in which case the caller renews. A nation in which fewer than three are known whose terms run
    /// lets whoever lapsed come back, and also for a while after each such return, so that the first three do not shut the others
    /// out.
    function _isInGrace(CitizenWord word) private returns (bool) {
        if (block.timestamp < word.until()) return true;
        if (!_knowsThree()) _openGraceUntil = _after(GRACE);
        return block.timestamp < _endOfGrace(word) || block.timestamp < _openGraceUntil;
    }

    function _endOfGrace(CitizenWord word) private pure returns (uint256) {
        unchecked { // Moments are far from overflowing.
            return word.until() + GRACE;
        }
    }

    function _requireInGrace(uint256 citizenId, CitizenWord word, bool isDue) private {
        require(isDue && _isInGrace(word), Citizenship_NotRenewable(citizenId, word.until()));
    }

    /// @dev Whether those who may still come back have more time than their own grace. Then the total counts them.
    function _isGraceOpen() private view returns (bool) {
        return !_knowsThree() || block.timestamp < _openGraceUntil;
    }

    /// @dev Whether three citizens are known whose terms run.
    function _knowsThree() private view returns (bool) {
        return _isKnownWell(uint32(_known)) && _isKnownWell(uint32(_known >> 32)) && _isKnownWell(_known >> 64);
    }

    /// @dev Whoever leaves counts for 90 days more: nobody opens the grace for others by leaving on purpose, as long as anybody is
    /// named or renews meanwhile.
    function _isKnownWell(uint256 citizenId) private view returns (bool) {
        CitizenWord word = _citizens[citizenId];
        unchecked { // Moments are far from overflowing.
            return block.timestamp < word.until() && (word.isHeld() || block.timestamp < _endedAt(citizenId) + GRACE);
        }
    }

    /// @dev Puts a citizen in the place of that known one whose term ends first, if it ends sooner. So nobody drives out who is known
    /// by naming citizens who are about to lapse.
    function _note(uint256 citizenId) private {
        uint256 known = _known;
        uint256 least = _citizens[citizenId].until();
        uint256 free = 96;
        unchecked { // No place overflows.
            for (uint256 place = 0; place < 96; place += 32) {
                uint256 knownId = uint32(known >> place);
                if (knownId == citizenId) return;
                uint256 until = mayVote(knownId) ? _citizens[knownId].until() : 0;
                if (until < least) (least, free) = (until, place);
            }
        }
        if (free < 96) _known = (known & ~(uint256(type(uint32).max) << free)) | (citizenId << free);
    }

    /// @dev Who may vote from now on is known.
    function _changeKnown(uint256 citizenId, CitizenWord word, CitizenWord newWord) private {
        _change(citizenId, word, newWord);
        if (mayVote(citizenId)) _note(citizenId);
    }

    function _renew(uint256 citizenId, CitizenWord word, uint256 newDay) private {
        uint256 oldUntil = word.until();
        CitizenWord newWord = word.withUntilDay(newDay).withoutFlag(MARKED_LAPSED);
        uint256 newUntil = newWord.until();
        // Whoever comes back after the grace does so by what others did, perhaps on purpose: no such vote meets a running proposal.
        if (block.timestamp >= _endOfGrace(word)) {
            _putToSleep(citizenId);
            newWord = newWord.withFlag(RETURNED_ASLEEP);
        }

        _changeKnown(citizenId, word, newWord);
        emit CitizenRenewed(citizenId, oldUntil, newUntil);
        _tellTerm(citizenId, newWord);
        _tellMetadata(citizenId);
    }

    /// @dev Lets a vote sleep for the waiting period from now on, with a flag of the record. A second reason does not wake it sooner.
    function _putToSleep(uint256 citizenId) private {
        unchecked { // Days and moments are far from overflowing.
            uint256 wakesAt = (toDay(block.timestamp) + _admissions.currentWaitingPeriod()) * 1 days;
            _sleepsUntil[citizenId] = Math.max(_sleepsUntil[citizenId], wakesAt);
        }
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

    function _tellMetadata(uint256 citizenId) private {
        emit MetadataUpdate(citizenId);
    }

    function _toDay(uint256 moment) private pure returns (uint256) {
        _requireUpTo(moment, LAST_DAY * 1 days);
        return toDay(moment);
    }
}
