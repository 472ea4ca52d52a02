// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IERC5192} from "../standards/IERC5192.sol";
import {IERC5484} from "../standards/IERC5484.sol";
import {IERC7858} from "../standards/IERC7858.sol";
import {Unit} from "../kernel/IProvisions.sol";
import {Provision} from "../kernel/Provision.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {AccountWord} from "./AccountWord.sol";
import {AdmissionsWord, MAX_MONTHLY_ADMISSIONS, MAX_TERM} from "./AdmissionsWord.sol";
import {CitizenWord, ENDLESS, LAST_DAY, toCitizenWord, toDay} from "./CitizenWord.sol";
import {AdmissionVoucher, ICitizenship, SignedRequest} from "./ICitizenship.sol";
import {Opening} from "./Opening.sol";

/// @title  Admissions
/// @notice How an applicant becomes a citizen: by a request or signed request that a registrar grants, by an invitation, or by
///         a voucher.
/// @dev INVARIANTS   SOUL-8 [asked]: an admitted account has asked, by transaction or signature, since it last gained or lost a
///                   citizenship.
///                   OPEN-1 [opening]: before the nation is open only founding citizens are in, each once.
///                   SOUL-9 [brake]: a window of 30 days, counted since 1970, admits at most `monthlyAdmissions`.
///
///      LIMITS       A sent request binds no dossier: the applicant may replace it until it is granted. A signed request and a
///                   voucher bind one.
///                   An invitation outlives the office of its registrar. A voucher does not.
abstract contract Admissions is Opening, Provisions, IERC5192, IERC5484, IERC7858 {
    using SignatureChecker for address;

    bytes32 private constant REQUEST_TYPEHASH =
        keccak256("AdmissionRequest(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)");
    bytes32 private constant VOUCHER_TYPEHASH =
        keccak256("AdmissionVoucher(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)");

    /// @dev How long a sent request can be granted, in seconds.
    uint256 private constant REQUEST_PERIOD = 180 days;

    /// @dev The window that `monthlyAdmissions` limits, in seconds.
    uint256 private constant ADMISSIONS_WINDOW = 30 days;

    /// @dev The constitution's role whose holders admit.
    uint64 private constant REGISTRAR_ROLE = 1;

    uint256 private constant TERM = 0;
    uint256 private constant FEE = 1;
    uint256 private constant MONTHLY_ADMISSIONS = 2;

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
        } else if (block.timestamp < account.word.invitedUntil()) {
            _admissions = _admit(_admissions, account, account.word, msg.sender, dossier);
        } else {
            account.word = account.word.withRequest(block.timestamp);
            emit AdmissionRequested(msg.sender, dossier);
        }
    }

    /// @inheritdoc ICitizenship
    function withdrawRequest() external {
        Account storage account = _accounts[msg.sender];
        require(account.word.requestedAt() != 0, Citizenship_NoRequest(msg.sender));
        account.word = account.word.withRequest(0);
        emit AdmissionRequestWithdrawn(msg.sender);
    }

    /* ADMITTING */

    /// @inheritdoc ICitizenship
    function invite(address[] calldata invitees, uint40 until) external restricted {
        require(until == 0 || until > block.timestamp, Citizenship_MomentPassed(until, block.timestamp));
        for (uint256 i = 0; i < invitees.length; ++i) {
            Account storage account = _requireNoCitizen(invitees[i]);
            _requireNoFounder(account.word, invitees[i]);
            account.word = account.word.withInvitation(until);
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
        firstCitizenId = admissions.lastCitizenId() + 1;
        for (uint256 i = 0; i < applicants.length; ++i) {
            admissions = _admitRequested(admissions, applicants[i]);
        }
        _admissions = admissions;
    }

    /// @inheritdoc ICitizenship
    function admitSigned(SignedRequest[] calldata requests) external restricted returns (uint256 firstCitizenId) {
        AdmissionsWord admissions = _admissions;
        firstCitizenId = admissions.lastCitizenId() + 1;
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
        // A voucher takes effect at once, so its signer must hold the role without a delay.
        (bool isRegistrar, uint32 delay) = IAccessManager(authority()).hasRole(REGISTRAR_ROLE, voucher.registrar);
        require(isRegistrar && delay == 0, Citizenship_NotRegistrar(voucher.registrar));
        Account storage account = _requireNoCitizen(msg.sender);
        bytes32 structHash = keccak256(
            abi.encode(VOUCHER_TYPEHASH, msg.sender, voucher.dossier, account.word.nonce(), uint256(voucher.deadline))
        );
        _requireSigned(voucher.registrar, structHash, voucher.deadline, signature);

        AdmissionsWord admissions = _admit(_admissions, account, account.word, msg.sender, voucher.dossier);
        _admissions = admissions;
        if (fee != 0) Address.sendValue(TREASURY, fee);
        return admissions.lastCitizenId();
    }

    /* PROVISIONS */

    function _provisionCount() internal pure override returns (uint256) {
        return 3;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == TERM) return ("term", Unit.Days);
        if (index == FEE) return ("fee", Unit.Gwei);
        return ("monthlyAdmissions", Unit.Heads);
    }

    /// @dev Term and limit share the word that every admission reads.
    function _loadProvision(uint256 index) internal view override returns (Provision) {
        if (index == TERM) return _admissions.term();
        if (index == MONTHLY_ADMISSIONS) return _admissions.monthlyAdmissions();
        return super._loadProvision(index);
    }

    /// @dev Compressed provisions have a width of their own, below the widest bounds.
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        if (index == TERM) {
            _requireFits(index, newProvision, MAX_TERM);
            _admissions = _admissions.withTerm(newProvision);
        } else if (index == MONTHLY_ADMISSIONS) {
            _requireFits(index, newProvision, MAX_MONTHLY_ADMISSIONS);
            _admissions = _admissions.withMonthlyAdmissions(newProvision);
        } else {
            super._storeProvision(index, newProvision);
        }
    }

    /* FOR THE REST */

    function _requireSigned(address signer, bytes32 structHash, uint256 deadline, bytes calldata signature)
        internal
        view
    {
        require(block.timestamp <= deadline, Citizenship_SignatureExpired(deadline, block.timestamp));
        require(
            signer.isValidSignatureNowCalldata(_hashTypedDataV4(structHash), signature),
            Citizenship_SignatureInvalid(signer)
        );
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

    /// @dev The account of an applicant who signed a request with its present nonce.
    function _requireRequested(SignedRequest calldata request) private view returns (Account storage account) {
        address applicant = request.applicant;
        account = _requireNoCitizen(applicant);
        bytes32 structHash = keccak256(
            abi.encode(REQUEST_TYPEHASH, applicant, request.dossier, account.word.nonce(), uint256(request.deadline))
        );
        _requireSigned(applicant, structHash, request.deadline, request.signature);
    }

    /// @dev A founding citizen, whose seat is taken already, gets the next of the ids that are kept. The brake does not count it.
    function _admitFounder(Account storage account, address applicant, bytes32 dossier)
        private
        returns (uint256 citizenId)
    {
        citizenId = _comeIn();
        _record(citizenId, account, applicant, dossier, _admissions.currentTerm());
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
        unchecked { // Counts are far from overflowing.
            uint256 firstTally = (block.timestamp / ADMISSIONS_WINDOW) << 32;
            uint256 tally = admissions.tally();
            if (tally < firstTally) tally = firstTally;
            uint256 limit = admissions.currentMonthlyAdmissions();
            if (uint32(tally) >= limit) {
                revert Citizenship_MonthlyAdmissionsReached(limit, ((firstTally >> 32) + 1) * ADMISSIONS_WINDOW);
            }
            admissions = admissions.withAdmission(tally + 1);
        }
        _record(admissions.lastCitizenId(), account, applicant, dossier, admissions.currentTerm());
        return admissions;
    }

    /// @dev Fills the citizen's slot, and the account's if it is empty.
    /// @param term In days; 0 for a citizenship without an end.
    function _record(uint256 citizenId, Account storage account, address applicant, bytes32 dossier, uint256 term)
        private
    {
        uint256 untilDay = ENDLESS;
        uint256 endsAt = 0;
        if (term != 0) {
            unchecked { // Days are far from overflowing.
                untilDay = toDay(block.timestamp) + term;
                if (untilDay > LAST_DAY) untilDay = LAST_DAY; // The last day that a record can hold.
                endsAt = untilDay * 1 days;
            }
        }
        _citizens[citizenId] = toCitizenWord(applicant, block.timestamp, untilDay);
        account.word = account.word.withCitizenship(citizenId);

        emit IERC721.Transfer(address(0), applicant, citizenId);
        emit Locked(citizenId);
        emit Issued(address(this), applicant, citizenId, BurnAuth.Both);
        emit TokenExpiryUpdated(citizenId, block.timestamp, endsAt);
        emit DelegateVotesChanged(applicant, 0, 1);
        emit CitizenAdmitted(citizenId, applicant, dossier, endsAt == 0 ? type(uint40).max : endsAt);
    }

    function _requireFits(uint256 index, Provision newProvision, uint256 max) private pure {
        (bytes32 key,) = _provisionAt(index);
        uint256 value = Math.max(newProvision.standing(), newProvision.trial());
        require(value <= max, Provisions_OutOfBounds(key, value, 0, max));
    }

    /// @dev The end of a term in ERC-7858's form: 0 if there is none.
    function _endTime(CitizenWord word) internal pure returns (uint256) {
        return word.isEndless() ? 0 : word.until();
    }
}
