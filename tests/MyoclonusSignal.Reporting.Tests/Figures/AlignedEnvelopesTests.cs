using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Tests.Figures;

/// <summary>The average of the jerks: of whom it is made, and that it shows nothing of who that is.</summary>
public sealed class AlignedEnvelopesTests
{
    public static TheoryData<string> All => ["mixed", "artefacts", "acceleration", "night"];

    [Theory]
    [MemberData(nameof(All))]
    public void ItIsTheMedianOfTheJerksWithNothingElseInTheWindow(string name)
    {
        AnalysisResult result = Result(name);
        foreach (ChannelResult channel in result.Channels)
        {
            AlignedEnvelopes aligned = AlignedEnvelopes.Of(result, channel)!;
            IReadOnlyList<TracePiece> pieces = result.Traces.Single(one => one.Channel == channel.Name).Lines.Single(line => line.Kind == TraceKind.Envelope).Pieces;
            double margin = (channel.Kind == ChannelKind.Acceleration ? result.Options.AccelerationDetector : result.Options.EmgDetector).ScaleSeconds / 2;
            AnalysisEvent[] events = [.. result.Events.Where(one => one.Channel == channel.Name)];
            List<float[]> curves = [];
            foreach (AnalysisEvent jerk in events.Where(one => one.Kind == EventKind.Jerk))
            {
                double start = jerk.OnsetSeconds + aligned.StartSeconds - margin + 1e-9;
                double end = jerk.OnsetSeconds + aligned.EndSeconds + margin - 1e-9;
                if (events.Any(other => other != jerk && other.OnsetSeconds < end && other.OnsetSeconds + other.DurationSeconds > start))
                {
                    continue;
                }

                TracePiece? piece = pieces.FirstOrDefault(one =>
                    one.StartSeconds <= jerk.OnsetSeconds && First(one) >= 0 && First(one) + aligned.Seconds.Length <= one.Count);
                if (piece is not null)
                {
                    curves.Add([.. piece.Maximum.Skip(First(piece)).Take(aligned.Seconds.Length)]);
                }

                int First(TracePiece one) => (int)Math.Round((jerk.OnsetSeconds + aligned.StartSeconds - one.StartSeconds) / one.BinSeconds);
            }

            Assert.Equal(curves.Count, aligned.JerkCount);
            Assert.Equal(events.Count(one => one.Kind == EventKind.Jerk), aligned.AllJerks);
            Assert.True(2 * aligned.JerkCount >= aligned.AllJerks, $"{aligned.JerkCount} of {aligned.AllJerks}");
            for (int i = 0; i < aligned.Seconds.Length; i++)
            {
                float[] sorted = [.. curves.Select(curve => curve[i]).Order()];
                Assert.Equal((sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2, aligned.Median[i], 1e-6 * sorted[^1]);
            }
        }
    }

    [Fact]
    public void TheNextJerkOfATrainIsNotInTheTail()
    {
        // Most jerks of this recording come every 200 ms.
        AlignedEnvelopes aligned = AlignedEnvelopes.Of(Results.Mixed, Results.Mixed.Channels[0])!;
        double peak = aligned.UpperQuartile.Max();
        int onset = Array.FindIndex(aligned.Seconds, at => at >= 0);
        Assert.InRange(aligned.EndSeconds - aligned.StartSeconds, 0.15, 0.35);
        Assert.All(aligned.UpperQuartile[..(onset - 15)], level => Assert.True(level < 0.2 * peak, $"{level} of {peak}"));
        Assert.True(aligned.UpperQuartile[^1] < 0.2 * peak, $"{aligned.UpperQuartile[^1]} of {peak}");
    }

    [Fact]
    public void TheCaptionSaysWhoIsAveraged()
    {
        AnalysisResult result = Results.Mixed;
        AlignedEnvelopes aligned = AlignedEnvelopes.Of(result, result.Channels[0])!;
        string caption = JerkAverageFigure.Caption(result, result.Channels[0]);
        Assert.StartsWith($"Envelope of {aligned.JerkCount} of {aligned.AllJerks} jerks", caption, StringComparison.Ordinal);
        Assert.Contains("the same jerks count at every time", caption, StringComparison.Ordinal);
    }

    [Fact]
    public void OfALongRecordingThoseAreAveragedWhoseSignalWasKeptAndTheCaptionSaysSo()
    {
        AnalysisResult night = Results.Long(8, 1);
        AnalysisEvent[] between = [.. night.Events.Zip(night.Events.Skip(1), (one, next) => one with { OnsetSeconds = (one.OnsetSeconds + next.OnsetSeconds) / 2 })];
        AnalysisResult more = night with { Events = [.. night.Events.Concat(between).OrderBy(one => one.OnsetSeconds)] };
        AlignedEnvelopes aligned = AlignedEnvelopes.Of(more, more.Channels[0])!;
        Assert.InRange(aligned.JerkCount, 1, 2000);
        Assert.True(aligned.JerkCount * aligned.Stride <= night.Events.Count);
        Assert.Contains("kept around some events only", JerkAverageFigure.Caption(more, more.Channels[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingThatWasRejectedIsInTheStretchesOfRest()
    {
        AnalysisResult result = Results.Mixed;
        ChannelResult channel = result.Channels[0];
        RejectedCandidate everywhere = new(0, result.Input.DurationSeconds, 1, 1, 10, BurstRejection.LevelChange);
        Assert.True(AlignedEnvelopes.Of(result, channel)!.ControlCount > 0);
        Assert.Equal(0, AlignedEnvelopes.Of(result, channel with { Rejected = [everywhere] })!.ControlCount);
    }

    private static AnalysisResult Result(string name) => name switch
    {
        "mixed" => Results.Mixed,
        "artefacts" => Results.Artefacts,
        "acceleration" => Results.Acceleration,
        _ => Results.Night,
    };
}
