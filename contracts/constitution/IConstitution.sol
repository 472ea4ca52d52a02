// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";

/// @notice What an article says, as it is given to the constitution.
/// @param title At most 80 bytes.
/// @param text At most 2,048 bytes. It may cite provisions as `{coin.taxRate}`: it is stored as written. Readers show the
///        citation with the current value.
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
/// The contract is also an OpenZeppelin AccessManager. Roles: 0 is the government (ADMIN), 1 the registrar,
/// 2 justice, 3 recovery; a function without a role is the government's. Role 4 marks functions that only the government calls,
/// and whose call makes a proposal constitutional. An institution holds a
/// role until it is revoked. A citizen holds a role as an office, for a term.
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

    /// @notice Emitted when the government dismisses a citizen from an office before the term is over.
    event OfficerDismissed(uint64 indexed role, uint256 indexed citizenId, uint256 until);

    /// @notice Emitted when a citizen resigns from an office before the term is over.
    event OfficerResigned(uint64 indexed role, uint256 indexed citizenId, uint256 until);

    /* ERRORS */

    /// @notice No article has that number: choose one from 1 to the count.
    error Constitution_UnknownArticle(uint256 number, uint256 count);

    /// @notice The article has no version of that number: choose one from 1 to the count.
    error Constitution_UnknownVersion(uint256 number, uint256 version, uint256 count);

    /// @notice The constitution holds at most this many articles: amend a repealed one instead.
    error Constitution_TooManyArticles(uint256 count, uint256 max);

    /// @notice An article's title has from one byte to the most allowed: shorten it, or give one.
    error Constitution_TitleOutOfBounds(uint256 number, uint256 length, uint256 max);

    /// @notice An article's text has from one byte to the most allowed: divide it, or repeal the article instead of emptying it.
    error Constitution_TextOutOfBounds(uint256 number, uint256 length, uint256 max);

    /// @notice An article's title is one line of UTF-8 without control characters: mend it at the byte named, counted from 0.
    error Constitution_TitleNotPlain(uint256 number, uint256 position);

    /// @notice An article's text is UTF-8, without control characters but line feeds: mend it at the byte named, counted from 0.
    error Constitution_TextNotPlain(uint256 number, uint256 position);

    /// @notice The article is repealed already: amend it to give it a text again.
    error Constitution_AlreadyRepealed(uint256 number, uint256 version);

    /// @notice This role is the government's or everyone's, so it cannot be an office: choose another role.
    error Constitution_NoOffice(uint64 role);

    /// @notice The citizen is suspended, lapsed or unknown: appoint an active citizen.
    error Constitution_NotActive(uint256 citizenId);

    /// @notice A term ends in the future and at most four years from now: choose a moment after now and not after max.
    error Constitution_TermOutOfBounds(uint256 until, uint256 afterMoment, uint256 max);

    /// @notice You do not hold this office now: choose an office that you hold.
    error Constitution_NotInOffice(uint64 role, uint256 citizenId, uint256 until);

    /// @notice Only a contract holds a role without a term: appoint a person to an office instead.
    error Constitution_PersonNeedsTerm(uint64 role, address account);

    /// @notice The timelock delays the government, not the constitution: give role 0 no execution delay and no grant delay.
    error Constitution_GovernmentDelayed(uint32 delay);

    /// @notice Nothing in the constitution is delayed for longer than that: give a delay up to the limit, in seconds.
    error Constitution_DelayTooLong(uint32 delay, uint32 max);

    /// @notice Only the government holds this role, because it holds role 0: grant role 0 to a successor instead.
    error Constitution_HeldByGovernment(uint64 role);

    /// @notice This is the last account with the government's power: grant role 0 to its successor first.
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
    /// @dev An office is in force only while the citizen is active: see {hasRole}.
    function officeOf(uint64 role, uint256 citizenId) external view returns (uint40 until);

    /* ARTICLES */

    /// @notice Adds articles after the last one.
    /// @dev Emits {ArticleEnacted} for each.
    /// @param texts The new articles, in order.
    /// @custom:access government
    /// @custom:reverts Constitution_TooManyArticles if there would be more than 64.
    /// @custom:reverts Constitution_TitleOutOfBounds if a title is empty or longer than 80 bytes.
    /// @custom:reverts Constitution_TextOutOfBounds if a text is empty or longer than 2,048 bytes.
    /// @custom:reverts Constitution_TitleNotPlain if a title is not UTF-8, or holds a control character.
    /// @custom:reverts Constitution_TextNotPlain if a text is not UTF-8, or holds a control character but line feeds.
    function enact(ArticleText[] calldata texts) external;

    /// @notice Gives an article a new title and text. A repealed article comes into force again.
    /// @dev Emits {ArticleAmended}.
    /// @param number The article's number, from 1.
    /// @param title From 1 to 80 bytes.
    /// @param text From 1 to 2,048 bytes.
    /// @custom:access government
    /// @custom:reverts Constitution_UnknownArticle if there is no article of that number.
    /// @custom:reverts Constitution_TitleOutOfBounds if the title is empty or longer than 80 bytes.
    /// @custom:reverts Constitution_TextOutOfBounds if the text is empty or longer than 2,048 bytes.
    /// @custom:reverts Constitution_TitleNotPlain if the title is not UTF-8, or holds a control character.
    /// @custom:reverts Constitution_TextNotPlain if the text is not UTF-8, or holds a control character but line feeds.
    function amend(uint256 number, string calldata title, string calldata text) external;

    /// @notice Repeals an article. Its number, title and earlier versions stay.
    /// @dev Emits {ArticleRepealed}.
    /// @param number The article's number, from 1.
    /// @custom:access government
    /// @custom:reverts Constitution_UnknownArticle if there is no article of that number.
    /// @custom:reverts Constitution_AlreadyRepealed if it is repealed.
    function repeal(uint256 number) external;

    /* OFFICES */

    /// @notice Lets a citizen hold a role until a moment. A new term replaces an earlier one.
    /// @dev Emits {OfficerAppointed}.
    /// @param role The role, neither the government's (0) nor everyone's (2^64 - 1).
    /// @param citizenId The citizen, who has to be active.
    /// @param until When the term ends, in seconds since 1970, at most four years (1,461 days) from now.
    /// @custom:access government
    /// @custom:reverts Constitution_NoOffice if the role is the government's or everyone's.
    /// @custom:reverts Constitution_NotActive if the citizen is not active.
    /// @custom:reverts Constitution_TermOutOfBounds if the end is not in the future, or too far in it.
    function appoint(uint64 role, uint256 citizenId, uint40 until) external;

    /// @notice Dismisses a citizen from an office. It does nothing if the citizen does not hold it, or the term is over.
    /// @dev Emits {OfficerDismissed} if it ended a term.
    /// @param role The role.
    /// @param citizenId The citizen.
    /// @custom:access government
    function dismiss(uint64 role, uint256 citizenId) external;

    /// @notice Resigns from the caller's own office, whatever the standing of the citizenship.
    /// @dev Emits {OfficerResigned}.
    /// @param role The role.
    /// @custom:access citizen
    /// @custom:reverts Constitution_NotInOffice if the caller does not hold it, or the term is over.
    function resign(uint64 role) external;
}
