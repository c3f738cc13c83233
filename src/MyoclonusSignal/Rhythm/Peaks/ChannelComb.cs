using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Finds channels whose strongest peak is a harmonic of a rhythm that another channel of the recording has.</summary>
/// <remarks>
/// No channel becomes rhythmic, or ceases to be, for another's sake. The order of the channels does not matter.
/// </remarks>
internal static class ChannelComb
{
    private const int HighestOrder = 4;

    // How often the frequencies of unrelated channels may agree by chance where the fundamental itself is not seen.
    private const double LargestChance = 0.05;

    // Bouts coincide when they have so much of the time of either in common.
    private const double LeastCommon = 0.7;

    /// <summary>Gives the rhythms, those that are explained with the fundamental's frequency and the words for it.</summary>
    /// <param name="channels">The channels by name; null where no rhythm was looked for.</param>
    public static RhythmResult?[] Explain(IReadOnlyList<(string Name, RhythmResult? Rhythm)> channels)
    {
        RhythmResult?[] explained = [.. channels.Select(channel => channel.Rhythm)];
        int[] rhythmic = [.. Enumerable.Range(0, explained.Length)
            .Where(i => explained[i] is { IsRhythmic: true })
            .OrderBy(i => explained[i]!.FrequencyHz)
            .ThenBy(i => explained[i]!.PValue)
            .ThenBy(i => channels[i].Name, StringComparer.Ordinal)];

        // The slowest come first; what is a harmonic itself is no fundamental.
        List<(string Name, RhythmResult Rhythm)> fundamentals = [];
        foreach (int i in rhythmic)
        {
            RhythmResult own = explained[i]!;
            SharedFundamental? best = null;
            foreach ((string name, RhythmResult slow) in fundamentals)
            {
                if (Find(name, slow, own) is SharedFundamental found && (best is null || (found.HasOwnPeak && !best.HasOwnPeak)))
                {
                    best = found;
                }
            }

            if (best is null)
            {
                fundamentals.Add((channels[i].Name, own));
            }
            else
            {
                explained[i] = Explained(own, best);
            }
        }

        return explained;
    }

    private static SharedFundamental? Find(string name, RhythmResult slow, RhythmResult own)
    {
        if (slow is not { FrequencyHz: double slowHz, FrequencyCi95: ConfidenceInterval slowCi }
            || own is not { FrequencyHz: double ownHz, FrequencyCi95: ConfidenceInterval ownCi })
        {
            return null;
        }

        int order = (int)Math.Round(ownHz / slowHz);
        if (order is < 2 or > HighestOrder)
        {
            return null;
        }

        double overlap = Math.Min(order * slowCi.High, ownCi.High) - Math.Max(order * slowCi.Low, ownCi.Low);
        if (overlap < 0)
        {
            return null;
        }

        if (HasPeak(own, slowHz))
        {
            return new SharedFundamental(name, order, true);
        }

        double width = ownCi.High - ownCi.Low + (order * (slowCi.High - slowCi.Low));
        double chance = (HighestOrder - 1) * width / (own.Band.HighHz - own.Band.LowHz);
        return chance <= LargestChance && Common(slow.Bouts, own.Bouts) >= LeastCommon ? new SharedFundamental(name, order, false) : null;
    }

    // Another rhythm of its own there, or a peak above the threshold of the test.
    private static bool HasPeak(RhythmResult own, double frequencyHz)
    {
        if (own.Spectrum is not RhythmSpectrum spectrum)
        {
            return false;
        }

        double reach = spectrum.ResolutionHz / 2;
        for (int i = 0; i < spectrum.FrequencyHz.Count; i++)
        {
            if (Math.Abs(spectrum.FrequencyHz[i] - frequencyHz) <= reach && spectrum.Density[i] > spectrum.Threshold[i] && IsSummit(spectrum, i))
            {
                return true;
            }
        }

        return own.Others.Any(other => Math.Abs(other.FrequencyHz - frequencyHz) <= reach);
    }

    private static bool IsSummit(RhythmSpectrum spectrum, int i) =>
        i > 0 && i + 1 < spectrum.Density.Count && spectrum.Density[i] >= spectrum.Density[i - 1] && spectrum.Density[i] >= spectrum.Density[i + 1];

    // The time in common over the time of either.
    private static double Common(IReadOnlyList<RhythmBout> left, IReadOnlyList<RhythmBout> right)
    {
        double both = 0;
        foreach (RhythmBout one in left)
        {
            foreach (RhythmBout other in right)
            {
                both += Math.Max(0, Math.Min(one.EndSeconds, other.EndSeconds) - Math.Max(one.StartSeconds, other.StartSeconds));
            }
        }

        double either = left.Sum(bout => bout.DurationSeconds) + right.Sum(bout => bout.DurationSeconds) - both;
        return either > 0 ? both / either : 0;
    }

    private static RhythmResult Explained(RhythmResult own, SharedFundamental shared)
    {
        double fundamental = own.FrequencyHz!.Value / shared.Order;
        ConfidenceInterval interval = own.FrequencyCi95!.Value;
        string evidence = shared.HasOwnPeak ? "which has a peak here also" : "at the same times";
        return own with
        {
            FrequencyHz = fundamental,
            FrequencyCi95 = new ConfidenceInterval(interval.Low / shared.Order, interval.High / shared.Order),
            Fundamental = shared,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{own.Reason}; the peak at {own.FrequencyHz.Value:0.00} Hz is harmonic {shared.Order} of the rhythm of {shared.Channel}, {evidence}: the fundamental is {fundamental:0.00} Hz"),
        };
    }
}

/// <summary>Why the strongest peak of a channel is taken for a harmonic: another channel of the recording has the fundamental.</summary>
/// <param name="Channel">The name of that channel.</param>
/// <param name="Order">Which harmonic the peak is: 2, 3 or 4.</param>
/// <param name="HasOwnPeak">
/// Whether this channel has a significant peak at the fundamental also; if not, both channels are rhythmic at the same times, and
/// the frequencies agree better than those of unrelated channels do in one of twenty.
/// </param>
/// <remarks>
/// The channel's decision is its own, and so are its bouts, amplitude, width and cycles, which are those of the peak at
/// <see cref="RhythmResult.CandidateHz"/>; its frequency is that of the peak divided by the order.
/// </remarks>
internal sealed record SharedFundamental(string Channel, int Order, bool HasOwnPeak);
