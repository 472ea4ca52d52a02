// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IPayouts} from "../kernel/IPayouts.sol";
import {IPermits} from "../kernel/IPermits.sol";
import {IProvisions, PowerChange, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Payouts} from "../kernel/Payouts.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {IResidency, ResidencyView} from "./IResidency.sol";

/// @title  Residency
/// @notice Who pays for a term is a resident. Terms that were paid ahead and have not begun come back.
/// @dev AUTHORITY    Whoever is no citizen subscribes, cancels and moves, or is paid for by others with a signature. Anyone
///                   settles, and upgrades who became a citizen. The government revokes, and sets the provisions within their
///                   bounds. Nobody gives a residency away.
///
///      ASSUMPTIONS  The citizenship tells the truth. Ids of citizens fit 32 bits.
///
///      INVARIANTS   RESIDENCY-1 [money]: the native coin held is at least what is owed and what is paid ahead.
///                   RESIDENCY-2 [one]: an account has one residency at most, and a residency one account.
///                   RESIDENCY-3 [consent]: nobody becomes a resident, or pays more for a term, than by the own act or signature.
///
///      LIMITS       A residency says nothing of who the person is: a new account is another person, whom no bar reaches. What a
///                   sponsor paid ahead comes back to the resident. The running term does not come back. Native coin that is
///                   forced upon the contract stays. Works until the year 36812.
contract Residency is IResidency, Payouts, Provisions, EIP712, Nonces, ERC165 {
    using Signatures for address;

    bytes32 private constant SUBSCRIPTION_TYPEHASH = keccak256(
        "Subscription(address account,uint256 terms,uint256 agreedPrice,uint256 agreedTerm,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ACCEPTANCE_TYPEHASH =
        keccak256("Acceptance(uint256 residentId,address newAccount,uint256 nonce,uint256 deadline)");

    uint256 private constant FEE = 0;
    uint256 private constant TERM = 1;

    /// @dev So many terms at most are paid ahead: ten years of months.
    uint256 private constant MAX_AHEAD = 120;

    uint256 private constant MAX_REASONS_LENGTH = 2048;

    /// @dev Two slots. The price is in gwei, the term in days.
    struct Resident {
        address account;
        uint40 since;
        uint40 termEndsAt;
        uint64 price;
        uint16 term;
        uint16 ahead;
        uint32 citizenId;
        uint40 barredUntil;
    }

    /// @dev So many terms, each for so much at most, in wei, and so long at least, in seconds.
    struct Agreement {
        uint256 terms;
        uint256 price;
        uint256 term;
    }

    ICitizenship private immutable CITIZENSHIP;
    address private immutable TREASURY;

    /// @inheritdoc IResidency
    uint256 public residentCount;

    /// @inheritdoc IResidency
    mapping(uint256 citizenId => uint256) public residencyOf;

    // [one]
    mapping(uint256 residentId => Resident) private _residents;

    /// @inheritdoc IPermits
    mapping(address account => uint256) public permitOf;

    constructor(address initialAuthority, ICitizenship citizenship, address treasury, ProvisionTerms[] memory terms)
        AccessManaged(initialAuthority)
        Provisions(terms)
        EIP712("Residency", "1")
    {
        (CITIZENSHIP, TREASURY) = (citizenship, treasury);
    }

    /* ACTS */

    /// @inheritdoc IResidency
    function subscribe(uint256 terms, uint256 agreedPrice, uint256 agreedTerm)
        external
        payable
        returns (uint256 residentId)
    {
        return _subscribe(msg.sender, Agreement(terms, agreedPrice, agreedTerm));
    }

    /// @inheritdoc IResidency
    function subscribeFor(
        address account,
        uint256 terms,
        uint256 agreedPrice,
        uint256 agreedTerm,
        uint256 deadline,
        bytes calldata signature
    ) external payable returns (uint256 residentId) {
        bytes32 structHash = keccak256(
            abi.encode(SUBSCRIPTION_TYPEHASH, account, terms, agreedPrice, agreedTerm, _useNonce(account), deadline)
        );
        _requireSigned(account, structHash, deadline, signature);
        return _subscribe(account, Agreement(terms, agreedPrice, agreedTerm));
    }

    /// @inheritdoc IResidency
    function cancel() external returns (uint256 refund) {
        uint256 residentId = _ownResidency();
        Resident storage resident = _residents[residentId];
        _settle(residentId, resident);
        require(resident.ahead != 0, Residency_NothingAhead(residentId));

        refund = _refund(resident);
        emit ResidencyCancelled(residentId, resident.termEndsAt, refund);
    }

    /// @inheritdoc IResidency
    function moveResidency(address newAccount, uint256 deadline, bytes calldata signature) external {
        uint256 residentId = _ownResidency();
        // Else a bar would move on, and leave the account behind.
        require(block.timestamp < _untilOf(_residents[residentId]), Residency_NotResident(msg.sender));
        _requireNoCitizen(newAccount);
        uint256 other = permitOf[newAccount];
        require(other == 0, Residency_AlreadyResident(newAccount, other));
        bytes32 structHash =
            keccak256(abi.encode(ACCEPTANCE_TYPEHASH, residentId, newAccount, _useNonce(newAccount), deadline));
        _requireSigned(newAccount, structHash, deadline, signature);

        delete permitOf[msg.sender];
        permitOf[newAccount] = residentId;
        _residents[residentId].account = newAccount;
        emit ResidencyMoved(residentId, msg.sender, newAccount);
    }

    /// @inheritdoc IResidency
    function upgrade(uint256 residentId) external returns (uint256 citizenId) {
        Resident storage resident = _residentAt(residentId);
        address account = resident.account;
        citizenId = CITIZENSHIP.citizenOf(account);
        require(citizenId != 0 && resident.citizenId == 0, Residency_NotCitizen(residentId, account));
        // Else the bar would end with it, and whoever renounced would come back.
        require(block.timestamp >= resident.barredUntil, Residency_Barred(account, resident.barredUntil));
        _settle(residentId, resident);

        delete permitOf[account];
        residencyOf[citizenId] = residentId;
        resident.citizenId = uint32(citizenId);
        uint256 refund = _end(resident);
        emit ResidencyUpgraded(residentId, citizenId, refund);
    }

    /// @inheritdoc IResidency
    function settle(uint256[] calldata residentIds) external returns (uint256 amount) {
        for (uint256 i = 0; i < residentIds.length; ++i) {
            amount += _settle(residentIds[i], _residentAt(residentIds[i]));
        }
    }

    /// @inheritdoc IResidency
    function revokeResidency(uint256 residentId, uint40 barredUntil, string calldata reasons) external restricted {
        uint256 length = bytes(reasons).length;
        require(length <= MAX_REASONS_LENGTH, Residency_ReasonsTooLong(length, MAX_REASONS_LENGTH));
        Resident storage resident = _residentAt(residentId);
        _settle(residentId, resident);

        resident.barredUntil = barredUntil;
        uint256 refund = _end(resident);
        emit ResidencyRevoked(residentId, barredUntil, refund, reasons);
    }

    /* READING */

    /// @inheritdoc IResidency
    function residencyAt(uint256 residentId) external view returns (ResidencyView memory) {
        Resident storage resident = _residentAt(residentId);
        uint256 begun = _begun(resident);
        uint256 term = uint256(resident.term) * 1 days;
        return ResidencyView({
            account: resident.account,
            since: resident.since,
            termEndsAt: resident.termEndsAt + begun * term,
            until: _untilOf(resident),
            price: uint256(resident.price) * 1 gwei,
            term: term,
            ahead: resident.ahead - begun,
            citizenId: resident.citizenId,
            barredUntil: resident.barredUntil
        });
    }

    /// @inheritdoc IResidency
    function costOf(address account, uint256 terms) external view returns (uint256 cost, uint256 price) {
        Resident storage resident = _residents[permitOf[account]];
        price = _price();
        uint256 ahead = resident.ahead - _begun(resident);
        return (Math.saturatingSub((ahead + terms) * price, ahead * resident.price) * 1 gwei, price * 1 gwei);
    }

    /// @inheritdoc IPermits
    function isPermitted(address account) external view returns (bool) {
        return block.timestamp < _untilOf(_residents[permitOf[account]]);
    }

    /// @inheritdoc IPermits
    function permitHolder(uint256 permitId) external view returns (address account) {
        return _residents[permitId].account;
    }

    /// @inheritdoc IPermits
    function permitUntil(uint256 permitId) external view returns (uint256 until) {
        return _untilOf(_residents[permitId]);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IResidency).interfaceId || interfaceId == type(IPermits).interfaceId
            || interfaceId == type(IPayouts).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IERC5267).interfaceId || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _subscribe(address account, Agreement memory agreed) private returns (uint256 residentId) {
        _requireNoCitizen(account);
        (uint256 price, uint256 term) = _requireAgreed(agreed);
        Resident storage resident;
        (residentId, resident) = _open(account);
        uint256 ahead = resident.ahead;
        uint256 room = MAX_AHEAD - ahead;
        require(agreed.terms != 0 && agreed.terms <= room, Residency_TermsOutOfBounds(agreed.terms, room));
        _exchange(account, ahead * resident.price, (ahead + agreed.terms) * price);

        bool begins = block.timestamp >= resident.termEndsAt;
        if (begins) resident.termEndsAt = uint40(block.timestamp + term * 1 days);
        resident.price = uint64(price);
        resident.term = uint16(term);
        resident.ahead = uint16(ahead + agreed.terms - (begins ? 1 : 0));
        emit ResidencyPaid(residentId, account, msg.sender, agreed.terms, price * 1 gwei, _untilOf(resident), begins);
        if (begins) _credit(address(0), TREASURY, 0, price * 1 gwei);
    }

    function _requireNoCitizen(address account) private view {
        uint256 citizenId = CITIZENSHIP.citizenOf(account);
        require(citizenId == 0, Residency_IsCitizen(account, citizenId));
    }

    /// @dev What a term costs, in gwei, and how many days it lasts.
    function _requireAgreed(Agreement memory agreed) private view returns (uint256 price, uint256 term) {
        (price, term) = (_price(), _loadProvision(TERM).current());
        require(price * 1 gwei <= agreed.price, Residency_PriceAbove(price * 1 gwei, agreed.price));
        require(term * 1 days >= agreed.term, Residency_TermBelow(term * 1 days, agreed.term));
    }

    /// @dev The residency of an account, settled; a new one if it has none.
    function _open(address account) private returns (uint256 residentId, Resident storage resident) {
        residentId = permitOf[account];
        if (residentId == 0) {
            residentId = ++residentCount;
            permitOf[account] = residentId;
            resident = _residents[residentId];
            (resident.account, resident.since) = (account, uint40(block.timestamp));
        } else {
            resident = _residents[residentId];
            uint256 barredUntil = resident.barredUntil;
            require(block.timestamp >= barredUntil, Residency_Barred(account, barredUntil));
            _settle(residentId, resident);
        }
    }

    /// @dev Takes what terms cost beyond what is held for them, or owes the account what they cost less, in gwei.
    function _exchange(address account, uint256 held, uint256 needed) private {
        uint256 cost = Math.saturatingSub(needed, held) * 1 gwei;
        require(msg.value == cost, Residency_WrongPayment(msg.value, cost));
        _credit(address(0), account, 0, Math.saturatingSub(held, needed) * 1 gwei);
    }

    /// @dev Gives the treasury what the terms cost that have begun since the last time.
    function _settle(uint256 residentId, Resident storage resident) private returns (uint256 amount) {
        uint256 begun = _begun(resident);
        if (begun == 0) return 0;

        resident.ahead -= uint16(begun);
        resident.termEndsAt += uint40(begun * resident.term * 1 days);
        amount = begun * resident.price * 1 gwei;
        emit TermsBegun(residentId, begun, amount);
        _credit(address(0), TREASURY, 0, amount);
    }

    /// @dev Ends a residency that is settled. What is paid ahead comes back.
    function _end(Resident storage resident) private returns (uint256 refund) {
        resident.termEndsAt = uint40(Math.min(resident.termEndsAt, block.timestamp));
        return _refund(resident);
    }

    /// @dev Owes the resident what is paid ahead. The caller has settled.
    function _refund(Resident storage resident) private returns (uint256 refund) {
        refund = uint256(resident.ahead) * resident.price * 1 gwei;
        resident.ahead = 0;
        // To the citizen where the resident has become one, so that it follows the person to a new key.
        _credit(address(0), resident.account, resident.citizenId, refund);
    }

    /// @dev How many of the terms ahead have begun by now.
    function _begun(Resident storage resident) private view returns (uint256) {
        (uint256 ahead, uint256 endsAt) = (resident.ahead, resident.termEndsAt);
        if (ahead == 0 || block.timestamp < endsAt) return 0;
        return Math.min(ahead, (block.timestamp - endsAt) / (uint256(resident.term) * 1 days) + 1);
    }

    function _untilOf(Resident storage resident) private view returns (uint256) {
        return resident.termEndsAt + uint256(resident.ahead) * resident.term * 1 days;
    }

    function _price() private view returns (uint256) {
        return _loadProvision(FEE).current();
    }

    function _ownResidency() private view returns (uint256 residentId) {
        residentId = permitOf[msg.sender];
        require(residentId != 0, Residency_NotResident(msg.sender));
    }

    function _residentAt(uint256 residentId) private view returns (Resident storage resident) {
        resident = _residents[residentId];
        require(resident.since != 0, Residency_UnknownResident(residentId));
    }

    function _requireSigned(address account, bytes32 structHash, uint256 deadline, bytes calldata signature)
        private
        view
    {
        require(block.timestamp <= deadline, Residency_SignatureExpired(deadline, block.timestamp));
        require(account.isSignedBy(_hashTypedDataV4(structHash), signature), Residency_SignatureInvalid(account));
    }

    /// @inheritdoc Payouts
    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return index == FEE ? (bytes32("fee"), Unit.Gwei) : (bytes32("term"), Unit.Days);
    }

    /// @inheritdoc Provisions
    /// @dev Revoking a residency takes rights back that the government gave.
    function _powerChangeOf(bytes4 selector, bytes calldata) internal pure override returns (PowerChange) {
        return selector == IResidency.revokeResidency.selector ? PowerChange.Less : PowerChange.AsMarked;
    }
}
