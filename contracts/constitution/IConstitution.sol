// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";

/// @notice What an article says, as it is given to the constitution.
/// @param title At most 80 bytes.
/// @param text At most 2,048 bytes. It may cite provisions as `{coin.taxRate}`: it is kept as written, and readers render
///        the citation with the value that applies when it is read.
struct ArticleText {
    string title;
    string text;
}

/// @notice One version of one article, as a reader sees it.
/// @param number The article's number, from 1.
/// @param version The version's number, from 1.
/// @param adoptedAt When this version was adopted, in seconds since 1970.
/// @param hash keccak256 of the text alone, as UTF-8.
/// @param title The article's title.
/// @param text The article's text; empty if this version repealed it.
struct Article {
    uint256 number;
    uint256 version;
    uint256 adoptedAt;
    bytes32 hash;
    string title;
    string text;
}

/// @title  Constitution
/// @notice The authority map of the nation (who may call what), its articles, and its offices.
///
/// Beside this interface the contract is an OpenZeppelin AccessManager. Roles: 0 is the government (ADMIN), 1 the registrar,
/// 2 justice, 3 recovery; whatever no role was given is the government's. Role 4 marks functions that only the government calls,
/// and whose call makes a proposal constitutional. An institution holds a role until it is
/// revoked; a person holds it as an office, by citizen's id and for a term.
interface IConstitution is IAccessManager {
    /* EVENTS */

    /// @notice Emitted when an article is added to the constitution.
    event ArticleEnacted(uint256 indexed number, uint256 version, bytes32 hash, string title, string text);

    /// @notice Emitted when an article gets a new text.
    event ArticleAmended(uint256 indexed number, uint256 version, bytes32 hash, string title, string text);

    /// @notice Emitted when an article is repealed: `text` is empty, `hash` is that of the empty text.
    event ArticleRepealed(uint256 indexed number, uint256 version, bytes32 hash, string title, string text);

    /// @notice Emitted when a citizen gets an office, or another term in it. Moments are in seconds since 1970.
    event OfficerAppointed(uint64 indexed role, uint256 indexed citizenId, uint256 oldUntil, uint256 newUntil);

    /// @notice Emitted when the government takes an office from a citizen before the term is over.
    event OfficerDismissed(uint64 indexed role, uint256 indexed citizenId, uint256 until);

    /// @notice Emitted when a citizen lays an office down before the term is over.
    event OfficerResigned(uint64 indexed role, uint256 indexed citizenId, uint256 until);

    /* ERRORS */

    /// @notice There is no article of that number: choose one from 1 to the count.
    error Constitution_UnknownArticle(uint256 number, uint256 count);

    /// @notice The article has no version of that number: choose one from 1 to the count.
    error Constitution_UnknownVersion(uint256 number, uint256 version, uint256 count);

    /// @notice The constitution would have more articles than it can hold: amend or reuse a repealed one.
    error Constitution_TooManyArticles(uint256 count, uint256 max);

    /// @notice An article's title needs from one byte to the most allowed: shorten it, or give one.
    error Constitution_TitleOutOfBounds(uint256 number, uint256 length, uint256 max);

    /// @notice An article's text needs from one byte to the most allowed: divide it into articles, or repeal instead of emptying.
    error Constitution_TextOutOfBounds(uint256 number, uint256 length, uint256 max);

    /// @notice The article is repealed already: amend it to give it a text again.
    error Constitution_AlreadyRepealed(uint256 number, uint256 version);

    /// @notice A person cannot hold this role as an office, because it is the government's or everyone's: choose another role.
    error Constitution_NoOffice(uint64 role);

    /// @notice The citizen is suspended, lapsed or unknown, so cannot be appointed: appoint an active citizen.
    error Constitution_NotActive(uint256 citizenId);

    /// @notice A term ends in the future and at most four years from now: choose a moment after now and not after max.
    error Constitution_TermOutOfBounds(uint256 until, uint256 afterMoment, uint256 max);

    /// @notice The citizen does not hold this office now, so there is nothing to end.
    error Constitution_NotInOffice(uint64 role, uint256 citizenId, uint256 until);

    /// @notice Only contracts of the nation hold a role without a term: appoint the person to an office instead.
    error Constitution_PersonNeedsTerm(uint64 role, address account);

    /// @notice The government is delayed by its timelock, not here: give role 0 no execution delay and no grant delay.
    error Constitution_GovernmentDelayed(uint32 delay);

    /// @notice The government holds this role by being the government, and nobody else can: grant role 0 to a successor instead.
    error Constitution_HeldByGovernment(uint64 role);

    /// @notice This is the last account with the government's power, and the nation would be ungoverned for ever: grant the
    ///         power to its successor first.
    error Constitution_LastGovernment(address account);

    /* READING */

    /// @notice The citizenship that decides who is an active citizen.
    function CITIZENSHIP() external view returns (ICitizenship); // solhint-disable-line func-name-mixedcase

    /// @notice How many articles there are, repealed ones included; they are numbered from 1 to this.
    function articleCount() external view returns (uint256);

    /// @notice How many versions an article has had; they are numbered from 1 to this.
    /// @custom:reverts Constitution_UnknownArticle if there is no article of that number.
    function versionsOf(uint256 number) external view returns (uint256);

    /// @notice An article as it stands.
    /// @custom:reverts Constitution_UnknownArticle if there is no article of that number.
    function article(uint256 number) external view returns (Article memory);

    /// @notice An article as it stood in one of its versions.
    /// @custom:reverts Constitution_UnknownArticle if there is no article of that number.
    /// @custom:reverts Constitution_UnknownVersion if it has no version of that number.
    function articleAt(uint256 number, uint256 version) external view returns (Article memory);

    /// @notice The whole constitution as it stands, in order; repealed articles have an empty text.
    function articles() external view returns (Article[] memory);

    /// @notice When a citizen's term in an office ends or ended, in seconds since 1970; 0 if there is none.
    /// @dev Whether the office is in force now, {hasRole} says: the citizen has to be active, too.
    function officeOf(uint64 role, uint256 citizenId) external view returns (uint40 until);

    /* ARTICLES */

    /// @notice Adds articles after the last one.
    /// @dev Emits {ArticleEnacted} for each.
    /// @param texts The new articles, in order.
    /// @custom:access government
    /// @custom:reverts Constitution_TooManyArticles if there would be more than 64.
    /// @custom:reverts Constitution_TitleOutOfBounds if a title is empty or longer than 80 bytes.
    /// @custom:reverts Constitution_TextOutOfBounds if a text is empty or longer than 2,048 bytes.
    function enact(ArticleText[] calldata texts) external;

    /// @notice Gives an article a new title and text; a repealed article comes into force again.
    /// @dev Emits {ArticleAmended}.
    /// @param number The article's number, from 1.
    /// @param title From 1 to 80 bytes.
    /// @param text From 1 to 2,048 bytes.
    /// @custom:access government
    /// @custom:reverts Constitution_UnknownArticle if there is no article of that number.
    /// @custom:reverts Constitution_TitleOutOfBounds if the title is empty or longer than 80 bytes.
    /// @custom:reverts Constitution_TextOutOfBounds if the text is empty or longer than 2,048 bytes.
    function amend(uint256 number, string calldata title, string calldata text) external;

    /// @notice Takes an article out of force. Its number, title and earlier versions stay.
    /// @dev Emits {ArticleRepealed}.
    /// @param number The article's number, from 1.
    /// @custom:access government
    /// @custom:reverts Constitution_UnknownArticle if there is no article of that number.
    /// @custom:reverts Constitution_AlreadyRepealed if it is repealed.
    function repeal(uint256 number) external;

    /* OFFICES */

    /// @notice Lets a citizen hold a role until a moment. An office held already gets the new term.
    /// @dev Emits {OfficerAppointed}.
    /// @param role The role, neither the government's (0) nor everyone's (2^64 - 1).
    /// @param citizenId The citizen, who has to be active.
    /// @param until When the term ends, in seconds since 1970, at most four years (1,461 days) from now.
    /// @custom:access government
    /// @custom:reverts Constitution_NoOffice if the role is the government's or everyone's.
    /// @custom:reverts Constitution_NotActive if the citizen is not active.
    /// @custom:reverts Constitution_TermOutOfBounds if the end is not in the future, or too far in it.
    function appoint(uint64 role, uint256 citizenId, uint40 until) external;

    /// @notice Takes an office from a citizen.
    /// @dev Emits {OfficerDismissed}.
    /// @param role The role.
    /// @param citizenId The citizen.
    /// @custom:access government
    /// @custom:reverts Constitution_NotInOffice if the citizen does not hold it, or the term is over.
    function dismiss(uint64 role, uint256 citizenId) external;

    /// @notice Lays down one's own office, in whatever standing one's citizenship is.
    /// @dev Emits {OfficerResigned}.
    /// @param role The role.
    /// @custom:access citizen
    /// @custom:reverts Constitution_NotInOffice if the caller does not hold it, or the term is over.
    function resign(uint64 role) external;
}
