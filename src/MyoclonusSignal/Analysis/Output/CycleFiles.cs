using System.Globalization;
using System.Text.Json;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes the rhythms of a result cycle by cycle, as a table in the form of BIDS events with its sidecar.</summary>
public static class CycleFiles
{
    private static readonly string[] ExtraColumns = ["frequency", "amplitude", "bout"];

    /// <summary>Gives the cycles as rows, sorted by onset: one for each cycle of each channel that is rhythmic.</summary>
    /// <param name="result">The result.</param>
    public static EventTable ToTable(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new EventTable(result.Channels.SelectMany(Rows), ExtraColumns);
    }

    /// <summary>Writes <c>cycles.tsv</c>.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives UTF-8 text.</param>
    public static void WriteCycles(AnalysisResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new StreamWriter(stream, leaveOpen: true);
        ToTable(result).Write(writer);
    }

    /// <summary>Writes the sidecar of <c>cycles.tsv</c>: every column's meaning and unit, and how the cycles were found.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void WriteCyclesSidecar(AnalysisResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stream);
        using Utf8JsonWriter json = new(stream, SummaryJson.Format);
        json.WriteStartObject();
        Column(json, "onset", "Rising zero crossing with which the cycle begins, interpolated between samples; seconds from the first sample of the recording.", "s");
        Column(json, "duration", "Time to the next rising zero crossing: the period of this cycle.", "s");
        json.WriteStartObject("trial_type");
        json.WriteString("Description", "Kind of the row.");
        json.WriteStartObject("Levels");
        json.WriteString("cycle", "One cycle of the rhythm of a channel that is rhythmic, inside its bouts. The envelope of EMG (rectified, averaged) or the acceleration along its principal axis is passed through the rhythm's frequency plus and minus 2 Hz (not below half of it), forwards and backwards, so that nothing is delayed (di Biase et al. 2017, doi:10.1093/brain/awx104).");
        json.WriteEndObject();
        json.WriteEndObject();
        Column(json, "channel", "Name of the channel as in the recording, without its unit.", null);
        Column(json, "frequency", "One over the duration.", "Hz");
        Column(json, "amplitude", "Half of what lies between the highest and the lowest sample of the cycle.", "unit of the channel");
        Column(json, "bout", "Number of the bout that the cycle lies in, from 1, in the order of rhythm.bouts of the channel in the summary; cycles of different bouts do not touch.", null);
        json.WriteStartObject("StabilityIndex");
        json.WriteString("Description", "Interquartile range of the change of frequency from one cycle to the next, by channel (di Biase et al. 2017); null below 20 changes.");
        json.WriteString("Units", "Hz");
        json.WriteStartObject("Values");
        foreach (ChannelResult channel in result.Channels.Where(channel => channel.Rhythm?.Cycles is not null))
        {
            json.WritePropertyName(channel.Name);
            if (channel.Rhythm!.Cycles!.StabilityIndexHz is double index)
            {
                json.WriteNumberValue(Math.Round(index, 4));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static IEnumerable<EventRow> Rows(ChannelResult channel)
    {
        if (channel.Rhythm is not { Cycles: RhythmCycles cycles } rhythm)
        {
            yield break;
        }

        foreach (RhythmCycle cycle in cycles.Cycles)
        {
            yield return new EventRow(
                cycle.StartSeconds,
                1 / cycle.FrequencyHz,
                "cycle",
                channel.Name,
                [
                    EventTable.FormatNumber(cycle.FrequencyHz),
                    cycle.Amplitude.ToString("G6", CultureInfo.InvariantCulture),
                    BoutOf(rhythm.Bouts, cycle)?.ToString(CultureInfo.InvariantCulture),
                ]);
        }
    }

    // A cycle begins inside its bout, but for what rounding to samples leaves.
    private static int? BoutOf(IReadOnlyList<RhythmBout> bouts, in RhythmCycle cycle)
    {
        double middle = cycle.StartSeconds + (0.5 / cycle.FrequencyHz);
        for (int i = 0; i < bouts.Count; i++)
        {
            if (middle >= bouts[i].StartSeconds && middle <= bouts[i].EndSeconds)
            {
                return i + 1;
            }
        }

        return null;
    }

    private static void Column(Utf8JsonWriter json, string name, string description, string? units)
    {
        json.WriteStartObject(name);
        json.WriteString("Description", description);
        if (units is not null)
        {
            json.WriteString("Units", units);
        }

        json.WriteEndObject();
    }
}
