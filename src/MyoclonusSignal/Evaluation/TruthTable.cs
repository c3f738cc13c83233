using System.Globalization;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>The truth of a simulated recording as an events table, in the columns that detected events are written in.</summary>
internal static class TruthTable
{
    private static readonly string[] Columns = ["peak_time", "peak_amplitude", "rms_amplitude", "snr_db", "group"];

    /// <summary>Gives the table: one row per event, amplitudes in the channel's unit.</summary>
    /// <param name="truth">True events, as <see cref="SimulatedRecording.Truth"/>.</param>
    public static EventTable Of(IEnumerable<TrueEvent> truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        return new EventTable(truth.Select(ToRow), Columns);
    }

    private static EventRow ToRow(TrueEvent real) => new(
        real.OnsetSeconds,
        real.DurationSeconds,
        real.Kind.TrialType(),
        real.Channel,
        [
            EventTable.FormatNumber(real.PeakSeconds),
            EventTable.FormatNumber(real.PeakAmplitude, 6),
            EventTable.FormatNumber(real.RmsAmplitude, 6),
            EventTable.FormatNumber(real.SnrDb, 2),
            real.Group > 0 ? real.Group.ToString(CultureInfo.InvariantCulture) : null,
        ]);
}
