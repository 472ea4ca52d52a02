// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DrawTerms} from "../jury-roll/IJuryRoll.sol";
import {IRandomness} from "../randomness/IRandomness.sol";
import {Phase} from "./CaseTypes.sol";
import {CourtPlenary} from "./CourtPlenary.sol";
import {Draw, Draws} from "./Draw.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Polls} from "./Poll.sol";

/// @title  CourtDraws
/// @notice How a panel is drawn, from the freeze of the roll to the last seat.
/// @dev INVARIANTS   JUST-3: at most one seat per citizen per panel.
///                   JUST-7 [least]: a panel rules only if all its seats were taken: 3 or 5, and 11 on appeal. At least half of
///                   them voted. Nobody sits twice in a case.
abstract contract CourtDraws is CourtPlenary {
    using Draws for Draw;
    using Panels for Panel;

    /// @dev How long a draw waits for its seed.
    uint256 private constant SILENCE_PERIOD = 30 days;

    /// @dev Every source of randomness ever appointed, numbered from 0. New draws use the last one, and a draw keeps its source. A
    /// mapping, because an access to an array also reads its length.
    mapping(uint256 number => IRandomness) private _sources;
    uint256 private _lastSource;

    constructor(IRandomness initialRandomness) {
        _sources[0] = initialRandomness;
        emit RandomnessAppointed(initialRandomness);
    }

    /// @inheritdoc ICourt
    function draw(uint256 caseId, uint256 tries) external returns (uint256 seated) {
        Case storage c = _requirePhase(caseId, Phase.Draw);
        require(tries != 0, Court_NothingTried(caseId));
        RoundRecord storage r = _lastRound(caseId, c);
        Draw storage d = r.draw;
        seated = r.panel.seats();
        uint256 wanted = d.seats;
        uint256 triesLeft = d.triesLeft();

        uint256[] memory citizenIds;
        (citizenIds, tries) = ROLL.draw(
            DrawTerms({
                seed: _seedOf(caseId, d),
                frozenAt: d.frozenAt,
                openedAt: d.openedAt,
                positions: d.positions,
                firstTry: d.tries,
                tries: Math.min(tries, triesLeft),
                seats: wanted - seated,
                servesUntil: block.timestamp + c.terms.commitPeriod + c.terms.revealPeriod,
                caseId: caseId,
                hasRecusals: c.hasRecusals
            }),
            _excludedFrom(caseId, c)
        );
        d.countTries(tries);
        if (citizenIds.length != 0) {
            emit JurorsSeated(caseId, c.roundCount - 1, seated, citizenIds);
            r.panel.add(citizenIds);
            seated += citizenIds.length;
        }

        if (seated == wanted) {
            _completePanel(caseId, c, r, seated);
        } else if (tries == triesLeft) {
            // No ruling by fewer.
            if (seated != 0) ROLL.release(r.panel.citizens());
            r.panel.dissolve();
            _openPlenary(caseId, c, r);
            seated = 0;
        }
    }

    /// @inheritdoc ICourt
    function requestAgain(uint256 caseId) external {
        Case storage c = _requirePhase(caseId, Phase.Draw);
        Draw storage d = _lastRound(caseId, c).draw;
        uint256 awaitedUntil = d.frozenAt + SILENCE_PERIOD;
        require(block.timestamp >= awaitedUntil, Court_SeedAwaited(caseId, awaitedUntil));
        // A source that fails gives no seed. Whoever lets it run out of gas leaves too little for the rest.
        bytes32 seed;
        try _sourceOf(d).seedOf(d.requestId) returns (bytes32 known) {
            seed = known;
        } catch {
            seed = 0;
        }
        require(seed == 0, Court_SeedKnown(caseId, seed));

        _freezeRoll(caseId, c, d, d.seats);
    }

    /// @inheritdoc ICourt
    function appointRandomness(IRandomness newRandomness) external restricted {
        require(address(newRandomness).code.length != 0, Court_RandomnessHasNoCode(address(newRandomness)));
        _sources[++_lastSource] = newRandomness;
        emit RandomnessAppointed(newRandomness);
    }

    /// @inheritdoc ICourt
    function randomness() external view returns (IRandomness) {
        return _sources[_lastSource];
    }

    /* FOR THE REST */

    /// @dev Freezes the roll and requests a seed that nobody can know yet. Opens the plenary instead if it is the plenary's turn, or
    /// if the roll had fewer others than seats.
    function _beginDraw(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        uint256 seats = r.poll.size;
        Draw storage d = r.draw;
        if (seats == Polls.PLENARY || d.jurors < seats + _earlierSeats(caseId, c)) return _openPlenary(caseId, c, r);

        _enter(c, Phase.Draw, 0);
        _freezeRoll(caseId, c, d, seats);
    }

    function _sourceOf(Draw storage d) internal view returns (IRandomness) {
        return _sources[d.source];
    }

    /* INTERNAL */

    function _freezeRoll(uint256 caseId, Case storage c, Draw storage d, uint256 seats) private {
        uint256 source = _lastSource;
        IRandomness randomness_ = _sources[source];
        uint256 requestId = randomness_.request();
        d.freezeRoll(seats, source, requestId);
        emit RollFrozen(caseId, c.roundCount - 1, randomness_, requestId, d.positions, seats);
    }

    function _completePanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 seats) private {
        uint256 commitEndsAt = block.timestamp + c.terms.commitPeriod;
        uint256 revealEndsAt = commitEndsAt + c.terms.revealPeriod;
        r.panel.complete(commitEndsAt, revealEndsAt);
        _enter(c, Phase.Commit, revealEndsAt);
        emit PanelCompleted(caseId, c.roundCount - 1, seats, commitEndsAt, revealEndsAt);
    }

    function _seedOf(uint256 caseId, Draw storage d) internal view returns (bytes32 seed) {
        IRandomness source = _sourceOf(d);
        uint256 requestId = d.requestId;
        seed = source.seedOf(requestId);
        require(seed != 0, Court_SeedUnknown(caseId, source, requestId));
    }

    /// @dev How many sat in earlier rounds of a case. None of them is drawn again, so that jurors do not review their own rulings.
    function _earlierSeats(uint256 caseId, Case storage c) private view returns (uint256 seats) {
        for (uint256 round = c.roundCount - 1; round != 0; --round) {
            seats += _roundOf(caseId, round - 1).panel.seats();
        }
    }

    /// @dev The excused, the seated and the jurors of earlier rounds.
    function _excludedFrom(uint256 caseId, Case storage c) private view returns (uint256[] memory citizenIds) {
        citizenIds = _excusedIn(c);
        for (uint256 round = c.roundCount; round != 0; --round) {
            citizenIds = _joined(citizenIds, _roundOf(caseId, round - 1).panel.citizens());
        }
    }

    function _joined(uint256[] memory some, uint256[] memory others) private pure returns (uint256[] memory all) {
        all = new uint256[](some.length + others.length);
        for (uint256 i = 0; i < some.length; ++i) {
            all[i] = some[i];
        }
        for (uint256 i = 0; i < others.length; ++i) {
            all[some.length + i] = others[i];
        }
    }
}
