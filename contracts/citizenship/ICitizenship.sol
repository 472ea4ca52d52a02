// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Where a citizenship stands. `None` is the state of an id that was never given.
/// @dev None -> Active -> (Suspended <-> Active) -> Revoked or Renounced, which are final. A lapsed citizenship is an Active one
///      whose term is over; renewal revives it.
enum Standing {
    None,
    Active,
    Suspended,
    Revoked,
    Renounced
}

/// @notice The record of one citizen. Moments are in seconds since 1970.
/// @param holder The account that holds the citizenship, or held it last.
/// @param since When the citizenship was given.
/// @param until When its term ends: always a midnight (UTC); type(uint40).max if it has no end.
/// @param standing Where it stands by the acts of its institutions; the term is not considered.
/// @param suspendedUntil When a suspension ends, from which moment anyone may reinstate; 0 if not suspended.
/// @param markedLapsed Whether the lapse of its term has been counted in the total.
struct CitizenRecord {
    address holder;
    uint40 since;
    uint40 until;
    Standing standing;
    uint40 suspendedUntil;
    bool markedLapsed;
}

/// @notice A request for citizenship that the applicant signed. Only the applicant can make it, and it counts once.
/// @param applicant Who asks.
/// @param dossier Digest of the private evidence; zero if there is none.
/// @param deadline Until when it may be granted, in seconds since 1970.
/// @param signature EIP-712 signature of `AdmissionRequest(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)`
///        by the applicant (ERC-1271 for contract accounts), where nonce is {ICitizenship-admissionNonce}.
struct SignedRequest {
    address applicant;
    bytes32 dossier;
    uint40 deadline;
    bytes signature;
}

/// @notice A registrar's promise that whoever is named may take up citizenship.
/// @dev Signed as `AdmissionVoucher(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)`.
/// @param applicant Who may redeem it.
/// @param dossier Digest of the private evidence; zero if there is none.
/// @param deadline Until when, in seconds since 1970.
/// @param registrar Who signed: must hold the registrar's role when it is redeemed.
struct AdmissionVoucher {
    address applicant;
    bytes32 dossier;
    uint40 deadline;
    address registrar;
}

/// @title  Citizenship
/// @notice The soulbound token that makes a person a citizen, with one vote. Its id is the person, across lost keys.
///
/// Beside this interface the contract speaks ERC-721 with metadata, ERC-5192, ERC-5484, ERC-4906, ERC-7858, ERC-5805 and
/// ERC-6372 (timestamps). In ERC-5805's functions an account stands for the citizen who holds it.
interface ICitizenship {
    /* EVENTS */

    event AdmissionRequested(address indexed applicant, bytes32 dossier);
    event AdmissionRequestWithdrawn(address indexed applicant);
    event AdmissionInvited(address indexed invitee, uint256 until);
    event CitizenAdmitted(uint256 indexed citizenId, address indexed holder, bytes32 dossier, uint256 until);
    event CitizenRenewed(uint256 indexed citizenId, uint256 oldUntil, uint256 newUntil);
    event CitizenMarkedLapsed(uint256 indexed citizenId);
    event CitizenMoved(uint256 indexed citizenId, address indexed oldHolder, address indexed newHolder);
    event CitizenSuspended(uint256 indexed citizenId, uint256 until, bytes32 indexed grounds);
    event CitizenReinstated(uint256 indexed citizenId);
    event CitizenRevoked(uint256 indexed citizenId, bytes32 indexed grounds);
    event CitizenRenounced(uint256 indexed citizenId);

    /* READING */

    /// @notice The citizen's id that an account holds, whether in good standing or not; 0 if it holds none.
    function citizenOf(address account) external view returns (uint256 citizenId);

    /// @notice The citizen's id that an account holds, if that citizen is active now; 0 otherwise.
    function activeCitizenOf(address account) external view returns (uint256 citizenId);

    /// @notice Whether a citizen is in good standing and within the term now.
    function isActive(uint256 citizenId) external view returns (bool);

    /// @notice The account that holds a citizenship, or held it last if it was revoked or renounced; zero if never given.
    function holderOf(uint256 citizenId) external view returns (address);

    /// @notice A citizen's record.
    function citizen(uint256 citizenId) external view returns (CitizenRecord memory);

    /// @notice How many citizenships were ever given; ids run from 1 to this.
    function lastCitizenId() external view returns (uint256);

    /// @notice How many admissions an account has had: part of what its next request signs.
    function admissionNonce(address account) external view returns (uint256);

    /* VOTES, BY CITIZEN */

    /// @notice The votes of a citizen now: the own one unless delegated, and those delegated by active citizens.
    function votesOf(uint256 citizenId) external view returns (uint256);

    /// @notice The votes of a citizen at a past moment, in seconds since 1970.
    function pastVotesOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);

    /// @notice The citizen to whom a citizen delegated at a past moment: the own id if to nobody.
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId);

    /// @notice For a ballot by post: who holds a citizenship that is active now, and its votes at a past moment.
    /// @return holder The account; zero if the citizen is not active now.
    /// @return votes The votes at `timepoint`.
    function electorOf(uint256 citizenId, uint256 timepoint) external view returns (address holder, uint256 votes);

    /* ADMISSION */

    function requestAdmission(bytes32 dossier) external;
    function withdrawRequest() external;
    function invite(address[] calldata invitees, uint40 until) external;
    function admit(address applicant) external returns (uint256 citizenId);
    function admitBatch(address[] calldata applicants) external returns (uint256 firstCitizenId);
    function admitSigned(SignedRequest[] calldata requests) external returns (uint256 firstCitizenId);
    function redeem(AdmissionVoucher calldata voucher, bytes calldata signature)
        external
        payable
        returns (uint256 citizenId);

    /* TERM */

    function renew(uint256 citizenId, uint40 newUntil) external;
    function markLapsed(uint256[] calldata citizenIds) external returns (uint256 marked);

    /* STANDING */

    function suspend(uint256 citizenId, uint40 until, bytes32 grounds) external;
    function reinstate(uint256 citizenId) external;
    function revoke(uint256 citizenId, bytes32 grounds) external;
    function renounce() external;
    function move(uint256 citizenId, address newHolder, uint40 deadline, bytes calldata signature) external;
}
