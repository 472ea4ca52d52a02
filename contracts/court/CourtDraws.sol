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
abstract contract CourtDraws is CourtPlenary {
    using Draws for Draw;
    using Panels for Panel;

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
        uint256 wanted = d.seatsWanted;
        uint256 triesLeft = d.triesLeft();

        uint256[] memory citizenIds;
        (citizenIds, tries) = ROLL.draw(
            DrawTerms({
                seed: _seedOf(caseId, d),
                frozenAt: d.frozenAt,
                positions: d.positions,
                firstTry: d.tries,
                tries: Math.min(tries, triesLeft),
                seats: wanted - seated
            }),
            _excludedFrom(caseId, c, r)
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
            seated = _shrinkPanel(caseId, c, r, seated);
        }
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
    /// if the roll has no jurors.
    function _beginDraw(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        (uint256 positions, uint256 jurors) = ROLL.size();
        uint256 tier = r.poll.tier;
        if (tier == Polls.PLENARY || jurors == 0) return _openPlenary(caseId, c, r);

        // The largest odd number that the roll has jurors for.
        uint256 seats = Math.min(Polls.sizeOf(tier), (jurors - 1) | 1);
        uint256 source = _lastSource;
        IRandomness randomness_ = _sources[source];
        uint256 requestId = randomness_.request();
        _enter(c, Phase.Draw, 0);
        r.draw.freezeRoll(positions, seats, source, requestId, _hasOthers(caseId, c, jurors, seats));
        emit RollFrozen(caseId, c.roundCount - 1, randomness_, requestId, positions, seats);
    }

    function _sourceOf(Draw storage d) internal view returns (IRandomness) {
        return _sources[d.source];
    }

    /* INTERNAL */

    function _completePanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 seats) private {
        uint256 commitEndsAt = block.timestamp + r.draw.commitPeriod;
        uint256 revealEndsAt = commitEndsAt + r.draw.revealPeriod;
        r.panel.complete(seats, commitEndsAt, revealEndsAt);
        _enter(c, Phase.Commit, revealEndsAt);
        emit PanelCompleted(caseId, c.roundCount - 1, seats, commitEndsAt, revealEndsAt);
    }

    /// @dev All tries are used up: the largest odd number of the seated jurors decides, or the plenary if none is seated.
    function _shrinkPanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 seated)
        private
        returns (uint256 seats)
    {
        if (seated == 0) {
            _openPlenary(caseId, c, r);
            return 0;
        }
        seats = (seated - 1) | 1;
        if (seats != seated) {
            uint256[] memory last = new uint256[](1);
            last[0] = r.panel.citizenAt(seats);
            ROLL.release(last);
        }
        _completePanel(caseId, c, r, seats);
    }

    function _seedOf(uint256 caseId, Draw storage d) private view returns (bytes32 seed) {
        IRandomness source = _sourceOf(d);
        uint256 requestId = d.requestId;
        seed = source.seedOf(requestId);
        require(seed != 0, Court_SeedUnknown(caseId, source, requestId));
    }

    /// @dev Whether the roll has at least twice as many other jurors as are wanted. Then jurors of earlier rounds are excluded, so
    /// that jurors do not review their own rulings. In a small nation they are not, so that its panels stay full.
    function _hasOthers(uint256 caseId, Case storage c, uint256 jurors, uint256 seats) private view returns (bool) {
        uint256 earlier = 0;
        for (uint256 round = c.roundCount - 1; round != 0; --round) {
            earlier += _roundOf(caseId, round - 1).panel.seats();
        }
        return earlier != 0 && jurors >= earlier + 2 * seats;
    }

    /// @dev The excused, the seated and, if {Draw} says so, the jurors of earlier rounds.
    function _excludedFrom(uint256 caseId, Case storage c, RoundRecord storage r)
        private
        view
        returns (uint256[] memory citizenIds)
    {
        citizenIds = _joined(_excusedIn(c), r.panel.citizens());
        if (!r.draw.excludesEarlier) return citizenIds;
        for (uint256 round = c.roundCount - 1; round != 0; --round) {
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
