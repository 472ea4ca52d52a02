// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AuthorityUtils} from "@openzeppelin/contracts/access/manager/AuthorityUtils.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IERC5192} from "../standards/IERC5192.sol";
import {IERC5484} from "../standards/IERC5484.sol";
import {IERC7858} from "../standards/IERC7858.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {AccountWord} from "./AccountWord.sol";
import {AdmissionsWord, HAS_DECIDED} from "./AdmissionsWord.sol";
import {CitizenProvisions} from "./CitizenProvisions.sol";
import {CitizenWord, ENDLESS, LAST_DAY, toCitizenWord, toDay} from "./CitizenWord.sol";
import {AdmissionVoucher, ICitizenship, SignedRequest} from "./ICitizenship.sol";

/// @title  CitizenAdmission
/// @notice How an applicant becomes a citizen: by a request or signed request that a registrar grants, by an invitation, or by
///         a voucher.
/// @dev INVARIANTS   SOUL-8 [asked]: an admitted account has asked, by transaction or signature, since it last gained or lost a
///                   citizenship, or withdrew its requests.
///                   OPEN-1 [opening]: before the nation is open only founding citizens are in, each once.
///
///      LIMITS       A sent request binds no dossier: the applicant may replace it until it is granted. A signed request and a
///                   voucher bind one.
///                   Neither an invitation nor a voucher outlives the office of its registrar, except one of the founding.
///                   An invitation that was taken up or back counts as open until the last of its registrar's has ended.
abstract contract CitizenAdmission is CitizenProvisions, IERC5192, IERC5484, IERC7858 {
    using Signatures for address;

    bytes32 private constant REQUEST_TYPEHASH =
        keccak256("AdmissionRequest(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)");
    bytes32 private constant VOUCHER_TYPEHASH =
        keccak256("AdmissionVoucher(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)");

    /// @dev How long a sent request can be granted, in seconds.
    uint256 private constant REQUEST_PERIOD = 180 days;

    /// @dev The longest that an invitation, a voucher or a halt of admissions lasts, in seconds.
    uint256 private constant LONGEST_PERIOD = 90 days;

    /// @param open How many invitations at most are open.
    /// @param endsAt When the last of them ends.
    /// @param vouchersFrom Vouchers with deadlines up to this moment were withdrawn.
    struct Inviter {
        uint32 open;
        uint40 endsAt;
        uint40 vouchersFrom;
    }

    mapping(address registrar => Inviter) private _inviters;

    /// @dev Who invited an account last.
    mapping(address invitee => address registrar) private _invitedBy;

    /// @notice The account that gets the fees.
    address payable public immutable TREASURY;

    constructor(address payable treasury) {
        TREASURY = treasury;
    }

    /* ASKING */

    /// @inheritdoc ICitizenship
    function requestAdmission(bytes32 dossier) external {
        Account storage account = _requireNoCitizen(msg.sender);
        if (account.word.isOpenFoundingInvitation()) {
            _admitFounder(account, msg.sender, dossier);
        } else if (_isInvited(msg.sender, account.word)) {
            _admissions = _admit(_admissions, account, account.word, msg.sender, dossier);
        } else {
            account.word = account.word.withRequest(block.timestamp);
            emit AdmissionRequested(msg.sender, dossier);
        }
    }

    /// @inheritdoc ICitizenship
    function withdrawRequest() external {
        Account storage account = _requireNoCitizen(msg.sender);
        account.word = account.word.withoutRequest();
        emit AdmissionRequestWithdrawn(msg.sender);
    }

    /* ADMITTING */

    /// @inheritdoc ICitizenship
    function invite(address[] calldata invitees, uint40 until) external restricted {
        if (until != 0) {
            _requireFuture(until);
            _requireSoon(until);
            _countInvitations(invitees.length, until);
        }
        for (uint256 i = 0; i < invitees.length; ++i) {
            Account storage account = _requireNoCitizen(invitees[i]);
            _requireNoFounder(account.word, invitees[i]);
            account.word = account.word.withInvitation(until);
            _invitedBy[invitees[i]] = msg.sender;
            emit AdmissionInvited(invitees[i], until);
        }
    }

    /// @inheritdoc ICitizenship
    function admit(address applicant) external restricted returns (uint256 citizenId) {
        AdmissionsWord admissions = _admitRequested(_admissions, applicant);
        _admissions = admissions;
        return admissions.lastCitizenId();
    }

    /// @inheritdoc ICitizenship
    function admitBatch(address[] calldata applicants) external restricted returns (uint256 firstCitizenId) {
        AdmissionsWord admissions = _admissions;
        firstCitizenId = admissions.nextCitizenId();
        for (uint256 i = 0; i < applicants.length; ++i) {
            admissions = _admitRequested(admissions, applicants[i]);
        }
        _admissions = admissions;
    }

    /// @inheritdoc ICitizenship
    function admitSigned(SignedRequest[] calldata requests) external restricted returns (uint256 firstCitizenId) {
        AdmissionsWord admissions = _admissions;
        firstCitizenId = admissions.nextCitizenId();
        for (uint256 i = 0; i < requests.length; ++i) {
            SignedRequest calldata request = requests[i];
            Account storage account = _requireRequested(request);
            admissions = _admit(admissions, account, account.word, request.applicant, request.dossier);
        }
        _admissions = admissions;
    }

    /// @inheritdoc ICitizenship
    function admitFounder(SignedRequest calldata request) external onlyDeployer returns (uint256 citizenId) {
        Account storage account = _requireRequested(request);
        if (!account.word.isFoundingInvitation()) _takePlace();
        return _admitFounder(account, request.applicant, request.dossier);
    }

    /// @inheritdoc ICitizenship
    function redeem(AdmissionVoucher calldata voucher, bytes calldata signature)
        external
        payable
        returns (uint256 citizenId)
    {
        require(msg.sender == voucher.applicant, Citizenship_NotApplicant(msg.sender, voucher.applicant));
        uint256 fee = _loadProvision(FEE).current() * 1 gwei;
        require(msg.value == fee, Citizenship_WrongFee(msg.value, fee));
        require(_isRegistrar(voucher.registrar), Citizenship_NotRegistrar(voucher.registrar));
        _requireSoon(voucher.deadline);
        uint256 from = _inviters[voucher.registrar].vouchersFrom;
        require(voucher.deadline > from, Citizenship_VoucherWithdrawn(voucher.deadline, from));
        Account storage account = _requireSignedFor(
            VOUCHER_TYPEHASH,
            uint256(uint160(msg.sender)),
            uint256(voucher.dossier),
            msg.sender,
            voucher.deadline,
            voucher.registrar,
            signature
        );

        AdmissionsWord admissions = _admit(_admissions, account, account.word, msg.sender, voucher.dossier);
        _admissions = admissions;
        if (fee != 0) Address.sendValue(TREASURY, fee);
        return admissions.lastCitizenId();
    }

    /// @inheritdoc ICitizenship
    function withdrawVouchers(uint40 until) external {
        _inviters[msg.sender].vouchersFrom = until;
        emit VouchersWithdrawn(msg.sender, until);
    }

    /* THE GOVERNMENT'S DECISIONS */

    /// @inheritdoc ICitizenship
    function allowAdmissions(uint32 extra) external restricted {
        uint256 until = _after(BRAKE_WINDOW);
        (_decided.extra, _decided.extraUntil) = (extra, uint40(until));
        _admissions = _admissions.withFlag(HAS_DECIDED);
        emit AdmissionsAllowed(extra, until);
    }

    /// @inheritdoc ICitizenship
    function haltAdmissions(uint40 until) external restricted {
        _requireSoon(until);
        _decided.haltedUntil = until;
        _admissions = _admissions.withFlag(HAS_DECIDED);
        emit AdmissionsHalted(until);
    }

    /* FOR THE REST */

    /// @dev The account of somebody without a citizenship for whom `signer` signed a struct of two words, that account's nonce and
    /// the deadline.
    function _requireSignedFor(
        bytes32 typehash,
        uint256 firstWord,
        uint256 secondWord,
        address newHolder,
        uint256 deadline,
        address signer,
        bytes calldata signature
    ) internal view returns (Account storage account) {
        account = _requireNoCitizen(newHolder);
        bytes32 structHash = keccak256(abi.encode(typehash, firstWord, secondWord, account.word.nonce(), deadline));
        require(block.timestamp <= deadline, Citizenship_SignatureExpired(deadline, block.timestamp));
        bytes32 digest = _hashTypedData(structHash);
        require(signer.isSignedBy(digest, signature), Citizenship_SignatureInvalid(signer));
    }

    /* INTERNAL */

    function _admitRequested(AdmissionsWord admissions, address applicant) private returns (AdmissionsWord) {
        Account storage account = _accounts[applicant];
        AccountWord word = account.word;
        unchecked {
            // Without a request this is a moment of 1970, which is stale, too. Moments are far from overflowing.
            uint256 requestedAt = word.requestedAt();
            uint256 staleAt = requestedAt + REQUEST_PERIOD;
            if (block.timestamp >= staleAt) {
                require(requestedAt != 0, Citizenship_NoRequest(applicant));
                revert Citizenship_RequestStale(applicant, requestedAt, staleAt);
            }
        }
        return _admit(admissions, account, word, applicant, 0);
    }

    /// @dev Whether an invitation counts: it has not ended, and who made it could still make it.
    function _isInvited(address account, AccountWord word) private view returns (bool) {
        return block.timestamp < word.invitedUntil() && _isRegistrar(_invitedBy[account]);
    }

    /// @dev Whether an account could admit now, without a delay.
    function _isRegistrar(address account) private view returns (bool isRegistrar) {
        (isRegistrar,) =
            AuthorityUtils.canCallWithDelay(authority(), account, address(this), ICitizenship.admit.selector);
    }

    /// @dev Counts invitations of the caller's. The count begins anew when all have ended, so that no more are ever open.
    function _countInvitations(uint256 more, uint40 until) private {
        Inviter storage inviter = _inviters[msg.sender];
        if (block.timestamp < inviter.endsAt) more += inviter.open;
        uint256 limit = _invitationLimit();
        require(more <= limit, Citizenship_TooManyInvitations(more, limit));
        inviter.open = uint32(more);
        if (until > inviter.endsAt) inviter.endsAt = until;
    }

    /// @dev The account of an applicant who signed a request with its present nonce.
    function _requireRequested(SignedRequest calldata request) private view returns (Account storage account) {
        address applicant = request.applicant;
        return _requireSignedFor(
            REQUEST_TYPEHASH,
            uint256(uint160(applicant)),
            uint256(request.dossier),
            applicant,
            request.deadline,
            applicant,
            request.signature
        );
    }

    /// @dev A founding citizen, whose place is taken already, gets the next of the ids that are kept. The brake does not count it.
    function _admitFounder(Account storage account, address applicant, bytes32 dossier)
        private
        returns (uint256 citizenId)
    {
        citizenId = _comeIn();
        _record(_admissions, citizenId, account, applicant, dossier);
    }

    /// @dev The caller stores the returned word, so that a batch writes it once. The caller has checked that the account asked
    /// and holds no citizenship.
    function _admit(
        AdmissionsWord admissions,
        Account storage account,
        AccountWord word,
        address applicant,
        bytes32 dossier
    ) private returns (AdmissionsWord) {
        _requireOpen();
        _requireNoFounder(word, applicant);
        _requireNoHalt(admissions);
        _requireRoom(admissions);
        admissions = admissions.withNextCitizenId();
        _record(admissions, admissions.lastCitizenId(), account, applicant, dossier);
        return admissions;
    }

    /// @dev How long a citizen's vote sleeps: the waiting period, and never less than that of who came before. So votes wake in
    /// the order of ids, whatever becomes of the waiting period. A founding citizen's does not sleep.
    function _daysAsleep(AdmissionsWord admissions, uint256 citizenId) private view returns (uint256 daysAsleep) {
        if (citizenId <= FOUNDERS() || FOUNDERS() == 0) return 0;
        daysAsleep = admissions.currentWaitingPeriod();
        if (citizenId == FOUNDERS() + 1) return daysAsleep;
        CitizenWord previous = _citizens[citizenId - 1];
        if (previous.wakesAt() <= block.timestamp) return daysAsleep;
        return Math.max(Math.max(daysAsleep, 1), previous.wakingDay() - toDay(block.timestamp));
    }

    /// @dev Fills the citizen's slot, and the account's if it is empty.
    function _record(
        AdmissionsWord admissions,
        uint256 citizenId,
        Account storage account,
        address applicant,
        bytes32 dossier
    ) private {
        uint256 daysAsleep = _daysAsleep(admissions, citizenId);
        uint256 term = admissions.currentTerm();
        // No term ends before the vote wakes.
        CitizenWord citizen_ = toCitizenWord(
            applicant, block.timestamp, _endOfTerm(term == 0 ? 0 : Math.max(term, daysAsleep)), daysAsleep
        );
        _citizens[citizenId] = citizen_;
        account.word = account.word.withCitizenship(citizenId);

        _tellIssue(applicant, citizenId);
        emit Issued(address(this), applicant, citizenId, BurnAuth.Both);
        _tellTerm(citizenId, citizen_);
        if (daysAsleep == 0) emit DelegateVotesChanged(applicant, 0, 1);
        emit CitizenAdmitted(citizenId, applicant, dossier, citizen_.until());
    }

    /// @dev The day on which a term ends that begins now; the last one that a record can hold at the latest.
    function _endOfTerm(uint256 term) internal view returns (uint256) {
        return term == 0 ? ENDLESS : Math.min(toDay(block.timestamp) + term, LAST_DAY);
    }

    /* THE STANDARDS' EVENTS, once each for the size of the code */

    function _requireSoon(uint256 moment) private view {
        _requireUpTo(moment, _after(LONGEST_PERIOD));
    }

    function _after(uint256 period) internal view returns (uint256) {
        unchecked { // Moments are far from overflowing.
            return block.timestamp + period;
        }
    }

    function _tellTransfer(address from, address to, uint256 citizenId) internal {
        emit IERC721.Transfer(from, to, citizenId);
    }

    function _tellIssue(address holder, uint256 citizenId) internal {
        _tellTransfer(address(0), holder, citizenId);
        emit Locked(citizenId);
    }

    function _tellTerm(uint256 citizenId, CitizenWord word) internal {
        emit TokenExpiryUpdated(citizenId, word.since(), _endTime(word));
    }

    /// @dev The end of a term in ERC-7858's form: 0 if there is none.
    function _endTime(CitizenWord word) internal pure returns (uint256) {
        return word.isEndless() ? 0 : word.until();
    }
}
