// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IERC5192} from "../standards/IERC5192.sol";
import {IERC5484} from "../standards/IERC5484.sol";
import {IERC7858} from "../standards/IERC7858.sol";
import {Unit} from "../types/IProvisions.sol";
import {Provision} from "../types/Provision.sol";
import {Provisions} from "../types/Provisions.sol";
import {AccountWord} from "./AccountWord.sol";
import {CitizenWord, ENDLESS, LAST_DAY, toCitizenWord, toDay} from "./CitizenWord.sol";
import {CitizenVotes} from "./CitizenVotes.sol";
import {AdmissionVoucher, ICitizenship, SignedRequest} from "./ICitizenship.sol";
import {RollWord} from "./RollWord.sol";

/// @title  Admissions
/// @notice How one becomes a citizen: whoever asked, by a transaction or a signature, and whom a registrar admits, invited or
///         gave a voucher.
/// @dev INVARIANTS   [asked]: nobody is admitted without having asked from, or signed with, that very account since it last
///                   took up, gave up or moved a citizenship.
///                   [brake]: no more are admitted in a window of 30 days, counted since 1970, than `monthlyAdmissions` says.
///
///      LIMITS       A sent request binds no dossier: the applicant may send another until it is granted. A registrar who
///                   must be sure which evidence was meant lets the applicant sign, or gives a voucher.
///                   Invitations outlive the registrar who made them; vouchers do not.
abstract contract Admissions is CitizenVotes, Provisions, IERC5192, IERC5484, IERC7858 {
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

    /// @notice Where the fees go.
    address payable public immutable TREASURY;

    constructor(address payable treasury) {
        TREASURY = treasury;
    }

    /* ASKING */

    /// @inheritdoc ICitizenship
    function requestAdmission(bytes32 dossier) external {
        AccountWord word = _requireNoCitizen(msg.sender);
        if (block.timestamp < word.invitedUntil()) {
            _roll = _admit(_roll, word, msg.sender, dossier);
        } else {
            _accounts[msg.sender] = word.withRequest(block.timestamp);
            emit AdmissionRequested(msg.sender, dossier);
        }
    }

    /// @inheritdoc ICitizenship
    function withdrawRequest() external {
        AccountWord word = _accounts[msg.sender];
        require(word.requestedAt() != 0, Citizenship_NoRequest(msg.sender));
        _accounts[msg.sender] = word.withRequest(0);
        emit AdmissionRequestWithdrawn(msg.sender);
    }

    /* ADMITTING */

    /// @inheritdoc ICitizenship
    function invite(address[] calldata invitees, uint40 until) external restricted {
        require(until == 0 || until > block.timestamp, Citizenship_MomentPassed(until, block.timestamp));
        for (uint256 i = 0; i < invitees.length; ++i) {
            _accounts[invitees[i]] = _requireNoCitizen(invitees[i]).withInvitation(until);
            emit AdmissionInvited(invitees[i], until);
        }
    }

    /// @inheritdoc ICitizenship
    function admit(address applicant) external restricted returns (uint256 citizenId) {
        RollWord roll = _admitRequested(_roll, applicant);
        _roll = roll;
        return roll.lastCitizenId();
    }

    /// @inheritdoc ICitizenship
    function admitBatch(address[] calldata applicants) external restricted returns (uint256 firstCitizenId) {
        RollWord roll = _roll;
        firstCitizenId = roll.lastCitizenId() + 1;
        for (uint256 i = 0; i < applicants.length; ++i) {
            roll = _admitRequested(roll, applicants[i]);
        }
        _roll = roll;
    }

    /// @inheritdoc ICitizenship
    function admitSigned(SignedRequest[] calldata requests) external restricted returns (uint256 firstCitizenId) {
        RollWord roll = _roll;
        firstCitizenId = roll.lastCitizenId() + 1;
        for (uint256 i = 0; i < requests.length; ++i) {
            SignedRequest calldata request = requests[i];
            address applicant = request.applicant;
            AccountWord word = _requireNoCitizen(applicant);
            bytes32 structHash = keccak256(
                abi.encode(REQUEST_TYPEHASH, applicant, request.dossier, word.nonce(), uint256(request.deadline))
            );
            _requireSigned(applicant, structHash, request.deadline, request.signature);
            roll = _admit(roll, word, applicant, request.dossier);
        }
        _roll = roll;
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
        // A voucher takes effect at once, so its signer must be one who may act at once.
        (bool isRegistrar, uint32 delay) = IAccessManager(authority()).hasRole(REGISTRAR_ROLE, voucher.registrar);
        require(isRegistrar && delay == 0, Citizenship_NotRegistrar(voucher.registrar));
        AccountWord word = _requireNoCitizen(msg.sender);
        bytes32 structHash = keccak256(
            abi.encode(VOUCHER_TYPEHASH, msg.sender, voucher.dossier, word.nonce(), uint256(voucher.deadline))
        );
        _requireSigned(voucher.registrar, structHash, voucher.deadline, signature);

        RollWord roll = _admit(_roll, word, msg.sender, voucher.dossier);
        _roll = roll;
        if (fee != 0) Address.sendValue(TREASURY, fee);
        return roll.lastCitizenId();
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

    /// @dev The brake is read with the counter that it limits.
    function _loadProvision(uint256 index) internal view override returns (Provision) {
        return index == MONTHLY_ADMISSIONS ? _roll.monthlyAdmissions() : super._loadProvision(index);
    }

    function _storeProvision(uint256 index, Provision newProvision) internal override {
        if (index == MONTHLY_ADMISSIONS) _roll = _roll.withMonthlyAdmissions(newProvision);
        else super._storeProvision(index, newProvision);
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

    function _admitRequested(RollWord roll, address applicant) private returns (RollWord) {
        AccountWord word = _accounts[applicant];
        uint256 requestedAt = word.requestedAt();
        require(requestedAt != 0, Citizenship_NoRequest(applicant));
        uint256 staleAt = requestedAt + REQUEST_PERIOD;
        require(block.timestamp < staleAt, Citizenship_RequestStale(applicant, requestedAt, staleAt));
        return _admit(roll, word, applicant, 0);
    }

    /// @dev Opens the one slot of the citizen, and the account's if it has none yet. The caller stores the roll, so that a
    /// batch writes it once, and has checked that the account asked and holds no citizenship.
    function _admit(RollWord roll, AccountWord word, address applicant, bytes32 dossier) private returns (RollWord) {
        uint256 window = block.timestamp / ADMISSIONS_WINDOW;
        uint256 admitted = roll.window() == window ? roll.admitted() : 0;
        uint256 limit = roll.monthlyAdmissions().current();
        require(admitted < limit, Citizenship_MonthlyAdmissionsReached(limit, (window + 1) * ADMISSIONS_WINDOW));

        roll = roll.withAdmission(window, admitted + 1);
        uint256 citizenId = roll.lastCitizenId();
        CitizenWord citizenWord = toCitizenWord(applicant, block.timestamp, _firstUntilDay());
        _citizens[citizenId] = citizenWord;
        _accounts[applicant] = word.withCitizenship(citizenId);

        emit IERC721.Transfer(address(0), applicant, citizenId);
        emit Locked(citizenId);
        emit Issued(address(this), applicant, citizenId, BurnAuth.Both);
        emit TokenExpiryUpdated(citizenId, block.timestamp, _endTime(citizenWord));
        emit DelegateVotesChanged(applicant, 0, 1);
        emit CitizenAdmitted(citizenId, applicant, dossier, citizenWord.until());
        return roll;
    }

    /// @dev When a citizenship given now ends: at the last day that a record can tell if the term would reach beyond.
    function _firstUntilDay() private view returns (uint256) {
        uint256 term = _loadProvision(TERM).current();
        if (term == 0) return ENDLESS;
        uint256 day = toDay(block.timestamp) + term;
        return day < LAST_DAY ? day : LAST_DAY;
    }

    /// @dev ERC-7858's end of a term: 0 if there is none.
    function _endTime(CitizenWord word) internal pure returns (uint256) {
        return word.isEndless() ? 0 : word.until();
    }
}
