using MyoclonusSignal.Recordings;
using Signal = MyoclonusSignal.Tests.Recordings.Edf.EdfBuilder.Signal;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>The rules of EDF+ for time: starts of records, gaps, annotations.</summary>
public sealed class EdfTimeTests
{
    [Fact]
    public void AGapBetweenRecordsStartsASegment()
    {
        ReadEdf read = ReadEdf.From(WithStarts("EDF+D", 0, 1, 5.25, 6.25));
        Assert.Equal("EDF+D", read.Format);
        Assert.Equal([0, 5.25], read.Segments.Select(segment => segment.StartSeconds));
        Assert.Equal([0, 20], read.Segments.Select(segment => segment.Starts[0]));
        RecordingWarning gap = Assert.Single(read.Warnings);
        Assert.Equal(("time-gap", 2.0, 5.25), (gap.Code, gap.StartSeconds, gap.EndSeconds));
    }

    [Theory]
    [InlineData(5.5, 2)]
    [InlineData(2.0, 2)]
    public void AGapBehindAFilledRecordBeginsWhereTheFillingBegins(double next, double end)
    {
        const string Fill = "MyoclonusSignal: not recorded";
        ReadEdf read = ReadEdf.From(new EdfBuilder { Mark = "EDF+D" }.With(new Signal("EMG", 10), Signal.Annotations())
            .Record(new int[10], EdfBuilder.Lists(0))
            .Record(new int[10], EdfBuilder.Lists(1, EdfBuilder.List("+1.3", "0.7", Fill)))
            .Record(new int[10], EdfBuilder.Lists(next)));
        Assert.Equal([(0, 0), (next, 13)], read.Segments.Select(segment => (segment.StartSeconds, segment.Starts[0])));
        RecordingWarning gap = Assert.Single(read.Warnings);
        Assert.Equal(("time-gap", 1.3, next), (gap.Code, Math.Round(gap.StartSeconds!.Value, 9), gap.EndSeconds));
        Assert.StartsWith(FormattableString.Invariant($"{(next - end + 0.7) * 1e3:0.#} ms are missing from 1.3 to"), gap.Text, StringComparison.Ordinal);
        Assert.Empty(read.Annotations);
    }

    [Fact]
    public void FillingsAtBothSidesOfAGapAreOneGap()
    {
        const string Fill = "MyoclonusSignal: not recorded";
        ReadEdf read = ReadEdf.From(new EdfBuilder { Mark = "EDF+D" }.With(new Signal("EMG", 10), Signal.Annotations(80))
            .Record(new int[10], EdfBuilder.Lists(0, EdfBuilder.List("+0.8", "0.2", Fill)))
            .Record(new int[10], EdfBuilder.Lists(1, EdfBuilder.List("+1", "1", Fill)))
            .Record(new int[10], EdfBuilder.Lists(4, EdfBuilder.List("+4", "0.5", Fill)))
            .Record(new int[10], EdfBuilder.Lists(5, EdfBuilder.List("+5.2", "0.3", Fill))));
        Assert.Equal([(0.8, 4.5), (5.2, 5.5)], read.Warnings.Select(gap => (Math.Round(gap.StartSeconds!.Value, 9), Math.Round(gap.EndSeconds!.Value, 9))));
        Assert.Equal([0, 8, 15], read.Segments.Select(segment => segment.Starts[0]));
        Assert.Equal([0, 4.5, 5.5], read.Segments.Select(segment => segment.StartSeconds));
    }

    [Fact]
    public void ADiscontinuousFileWithoutGapsIsOneSegment() => Assert.Single(ReadEdf.From(WithStarts("EDF+D", 0, 1, 2)).Segments);

    [Fact]
    public void TheClockBeginsWithTheFirstSample()
    {
        // The first record starts a fraction of a second behind the header's whole seconds; annotations count from those.
        ReadEdf read = ReadEdf.From(new EdfBuilder { Mark = "EDF+D" }.With(new Signal("EMG", 10), Signal.Annotations())
            .Record(new int[10], EdfBuilder.Lists(0.5, EdfBuilder.List("+1.25", null, "jerk")))
            .Record(new int[10], EdfBuilder.Lists(3.5)));
        Assert.Equal([0, 3], read.Segments.Select(segment => segment.StartSeconds));
        Assert.Equal(0.75, Assert.Single(read.Annotations).OnsetSeconds);
        Assert.Equal(new DateTime(2021, 3, 2, 22, 15, 30, 500), read.StartTime);
    }

    [Fact]
    public void AContinuousFileWhoseRecordsTellOfAGapHasOne()
    {
        ReadEdf read = ReadEdf.From(WithStarts("EDF+C", 0, 1, 9));
        Assert.Equal([0, 9], read.Segments.Select(segment => segment.StartSeconds));
        Assert.Contains("marked as continuous", Assert.Single(read.Warnings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void StartsRoundedByLessThanHalfASampleAreNoGaps() => Assert.Single(ReadEdf.From(WithStarts("EDF+D", 0, 1.04, 1.96, 3.04)).Segments);

    [Fact]
    public void WhatOverlapsInADiscontinuousFileIsPutBehindTheRecordBeforeIt()
    {
        ReadEdf read = ReadEdf.From(WithStarts("EDF+D", 0, 1, 1.5, 2.5, 9));
        Assert.Equal(["records-overlap", "time-gap"], read.WarningCodes);
        Assert.Equal([0, 2, 9], read.Segments.Select(segment => segment.StartSeconds));
    }

    [Fact]
    public void AGapTakesUpWhatAnOverlapPutBehind()
    {
        ReadEdf read = ReadEdf.From(WithStarts("EDF+D", 0, 1, 1.5, 2.5, 9, 10));
        TimeMap map = read.Channels[0].TimeMap;
        Assert.Equal([0, 1, 2, 3, 9, 10], new[] { 0.0, 1, 2, 3, 9, 10 }.Select(map.ToSeconds));
    }

    [Fact]
    public void AClockThatDriftsIsAsLateBehindAGapAsBeforeIt()
    {
        double[] starts = [.. Enumerable.Range(0, 200).Select(i => (1.003 * i) + (i < 100 ? 0 : 0.5))];
        ReadEdf read = ReadEdf.From(WithStarts("EDF+D", starts));
        RecordingWarning gap = Assert.Single(read.Warnings, warning => warning.Code == "time-gap");
        Assert.StartsWith("503 ms are missing", gap.Text, StringComparison.Ordinal);
        Assert.Equal(starts[100], gap.EndSeconds!.Value, 0.001);
        Assert.Equal(starts[100], read.Channels[0].TimeMap.ToSeconds(read.Segments[1].StartSeconds), 0.001);
        Assert.Equal(starts[99] + 0.5, read.Channels[0].TimeMap.ToSeconds(99.5), 0.01);
    }

    [Theory]
    [InlineData(new[] { 0.0, 0, 0, 0 })]
    [InlineData(new[] { 0.0, 1, 1, 2 })]
    [InlineData(new[] { 0.0, 1, 1.9, 3 })]
    [InlineData(new[] { 0.0, 1, 0, 1 })]
    public void StartsThatDoNotAdvanceInAContinuousFileAreIgnored(double[] starts)
    {
        ReadEdf read = ReadEdf.From(WithStarts("EDF+C", starts));
        Assert.Equal((0, 0), (Assert.Single(read.Segments).StartSeconds, read.Segments[0].Starts[0]));
        Assert.Equal(10 * starts.Length, read.Signals[0].Length);
        Assert.Equal("record-time-ignored", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void ADiscontinuousRecordThatRepeatsAStartIsRefused() => Assert.Equal("5 s", ReadEdf.FaultOf(WithStarts("EDF+D", 0, 5, 5)).Found);

    [Fact]
    public void RecordsOutOfOrderAreRefused()
    {
        RecordingFormatException fault = ReadEdf.FaultOf(WithStarts("EDF+D", 0, 5, 3));
        Assert.Equal($"byte {(256 * 3) + (2 * 140)} (data record 3)", fault.Place);
        Assert.Equal(("a start behind that of the record before it, 5 s", "3 s"), (fault.Expected, fault.Found));
    }

    [Fact]
    public void ADiscontinuousFileWithoutAnnotationSignalIsRefusedUnlessLenient()
    {
        EdfBuilder builder = new EdfBuilder { Mark = "EDF+D" }.With(new Signal("EMG", 10)).Record(new int[10]);
        Assert.Contains("RecordingOptions.IsLenient", ReadEdf.FaultOf(builder).Remedy!, StringComparison.Ordinal);
        Assert.Equal("no-record-times", Assert.Single(ReadEdf.From(builder, new RecordingOptions { IsLenient = true }).Warnings).Code);
    }

    [Fact]
    public void ADiscontinuousRecordWithoutAStartIsRefused() => Assert.Equal(
        $"byte {(256 * 3) + 140} (data record 2)",
        ReadEdf.FaultOf(new EdfBuilder { Mark = "EDF+D" }.With(new Signal("EMG", 10), Signal.Annotations())
            .Record(new int[10], EdfBuilder.Lists(0)).Record(new int[10], Array.Empty<byte>())).Place);

    [Fact]
    public void AContinuousRecordWithoutAStartFollowsTheOneBeforeIt()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder { Mark = "EDF+C" }.With(new Signal("EMG", 10), Signal.Annotations())
            .Record(new int[10], EdfBuilder.Lists(0)).Record(new int[10], Array.Empty<byte>()).Record(new int[10], EdfBuilder.Lists(2)));
        Assert.Single(read.Segments);
        Assert.Equal("record-time-missing", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void AnnotationsHaveOnsetDurationAndSeveralTexts()
    {
        ReadEdf read = Annotated(EdfBuilder.List("+12.5", "0.25", "jerk", "left leg"), EdfBuilder.List("-0.75", null, "Lights off"));
        Assert.Equal(
            [new(12.5, 0.25, "jerk"), new(12.5, 0.25, "left leg"), new(-0.75, null, "Lights off")],
            read.Annotations);
    }

    [Fact]
    public void AnnotationsAreUtf8AndMayHoldTabsAndLineEnds()
    {
        ReadEdf read = Annotated(EdfBuilder.List("+1", null, "Zuckung – Müller\tβ\r\n2", ""));
        Assert.Equal("Zuckung – Müller\tβ\r\n2", Assert.Single(read.Annotations).Text);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void TheLabelBehindTwoAtSignsIsTheChannel() =>
        Assert.Equal(new RecordingAnnotation(3, 1.5, "Limb movement", "EMG LAT"), Assert.Single(Annotated(EdfBuilder.List("+3", "1.5", "Limb movement@@EMG LAT")).Annotations));

    [Fact]
    public void ATextBehindTheStartOfTheRecordIsAnAnnotation()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder { Mark = "EDF+C" }.With(new Signal("EMG", 10), Signal.Annotations())
            .Record(new int[10], System.Text.Encoding.UTF8.GetBytes("+0\u0014\u0014Recording starts\u0014\0")));
        Assert.Equal(new RecordingAnnotation(0, null, "Recording starts"), Assert.Single(read.Annotations));
    }

    [Fact]
    public void SeveralAnnotationSignalsAreAllRead()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder { Mark = "EDF+C" }
            .With(Signal.Annotations(), new Signal("EMG", 10), Signal.Annotations())
            .Record(EdfBuilder.Lists(0, EdfBuilder.List("+1", null, "a")), new int[10], "+2\u0014b\u0014\0"u8.ToArray()));
        Assert.Equal(["a", "b"], read.Annotations.Select(annotation => annotation.Text));
        Assert.Single(read.Channels);
    }

    [Fact]
    public void BdfAnnotationsAreReadFromTheirThreeByteSamples()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder { IsBdf = true, Mark = "BDF+C" }
            .With(new Signal("EMG", 10), Signal.Annotations(20, "BDF Annotations"))
            .Record(new int[10], EdfBuilder.Lists(0, EdfBuilder.List("+1", null, "ten bytes and more"))));
        Assert.Equal(("BDF+C", "ten bytes and more"), (read.Format, Assert.Single(read.Annotations).Text));
    }

    [Fact]
    public void AFileOfAnnotationsAloneIsRead()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder { Mark = "EDF+C", RecordSeconds = "0" }.With(Signal.Annotations())
            .Record([EdfBuilder.Lists(0, EdfBuilder.List("+30", "30", "Sleep stage W"))])
            .Record([EdfBuilder.Lists(0, EdfBuilder.List("+60", "30", "Sleep stage N1"))]));
        Assert.Empty(read.Channels);
        Assert.Equal([(30, "Sleep stage W"), (60, "Sleep stage N1")], read.Annotations.Select(a => (a.OnsetSeconds, a.Text)));
    }

    [Fact]
    public void ABrokenAnnotationIsLeftOutAndCounted()
    {
        ReadEdf read = Annotated("twelve\u0014x\u0014\0", EdfBuilder.List("+1", null, "whole"));
        Assert.Equal("whole", Assert.Single(read.Annotations).Text);
        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("annotation-broken", warning.Code);
        Assert.Contains($"byte {(256 * 3) + 20 + 5}", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0125", 100, 3)]
    [InlineData("0.015625", 64, 3)]
    [InlineData("0.0125", 100, 2)]
    [InlineData("0.333333", 1000, 3)]
    public void StartsRoundedToTheirLastDecimalAreNoGaps(string seconds, int samples, int decimals)
    {
        double record = double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture);
        double[] starts = [.. Enumerable.Range(0, 200).Select(i => Math.Round(i * record, decimals))];
        ReadEdf read = ReadEdf.From(WithStarts("EDF+C", seconds, samples, "F" + decimals, starts));
        Assert.Single(read.Segments);
        Assert.Equal(samples / record, read.Channels[0].SampleRate, 1e-9);
        Assert.DoesNotContain("time-gap", read.WarningCodes);

        // The same with fifty records of nothing is still told.
        double[] broken = [.. starts.Select((start, i) => i < 100 ? start : Math.Round((i + 50) * record, decimals))];
        Assert.Equal(2, ReadEdf.From(WithStarts("EDF+D", seconds, samples, "F" + decimals, broken)).Segments.Count);
    }

    [Theory]
    [InlineData("EDF+D", 1.0006, "F4")]
    [InlineData("EDF+D", 1.0006, "F3")]
    [InlineData("EDF+C", 0.9994, "F4")]
    public void AnEvenSpacingOfTheStartsGivesTheSamplingRate(string mark, double spacing, string form)
    {
        ReadEdf read = ReadEdf.From(WithStarts(mark, "1", 1000, form, [.. Enumerable.Range(0, 60).Select(i => i * spacing)]));
        Assert.Single(read.Segments);
        Assert.Equal(1000 / spacing, read.Channels[0].SampleRate, 0.02);
        Assert.Equal("record-spacing", Assert.Single(read.Warnings).Code);
    }

    [Theory]
    [InlineData("EDF+D", 1.005, "F4")]
    [InlineData("EDF+C", 1.005, "F3")]
    [InlineData("EDF+C", 0.995, "F4")]
    [InlineData("EDF+D", 0.995, "F6")]
    public void ARateThatStepsInMidRecordingIsFollowedByTheStarts(string mark, double factor, string form)
    {
        double StartOf(int i) => Math.Min(i, 40) + (Math.Max(0, i - 40) * factor);
        ReadEdf read = ReadEdf.From(WithStarts(mark, "1", 1000, form, [.. Enumerable.Range(0, 100).Select(StartOf)]));
        Assert.Single(read.Segments);
        Assert.Equal("clock-drift", Assert.Single(read.Warnings).Code);
        Assert.Contains("its rate changes", read.Warnings[0].Text, StringComparison.Ordinal);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(StartOf(i), read.Channels[0].TimeMap.ToSeconds(i), 0.0021);
            Assert.Equal(StartOf(i) + (0.5 * (StartOf(i + 1) - StartOf(i))), read.Channels[0].TimeMap.ToSeconds(i + 0.5), 0.0021);
        }
    }

    [Fact]
    public void AClockThatDriftsByAndByIsFollowedAndAGapInItIsOne()
    {
        // The rate falls by 0.4 % along 200 records; three seconds are missing behind the hundredth.
        double StartOf(int i) => i + (1e-5 * i * i) + (i >= 100 ? 3 : 0);
        ReadEdf read = ReadEdf.From(WithStarts("EDF+D", "1", 1000, "F6", [.. Enumerable.Range(0, 200).Select(StartOf)]));
        Assert.Equal(2, read.Segments.Count);
        Assert.Equal(["time-gap", "clock-drift"], read.WarningCodes);
        TimeMap map = read.Channels[0].TimeMap;
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(StartOf(i), map.ToSeconds(i), 1e-4);
            Assert.Equal(StartOf(100 + i), map.ToSeconds(read.Segments[1].StartSeconds + i), 1e-4);
        }
    }

    [Fact]
    public void AFewSamplesMissingOnceAreAGapAndNoDrift()
    {
        ReadEdf read = ReadEdf.From(WithStarts("EDF+D", "1", 1000, "F4", [.. Enumerable.Range(0, 30).Select(i => i + (i >= 12 ? 0.005 : 0))]));
        Assert.Equal([0, 12.005], read.Segments.Select(segment => segment.StartSeconds));
        Assert.True(read.Channels[0].TimeMap.IsIdentity);
    }

    [Theory]
    [InlineData("0.0125", 100, "F3")]
    [InlineData("1", 512, "F0")]
    public void StartsThatAreOnlyRoundedLeaveTheTimesAsTheyAre(string seconds, int samples, string form)
    {
        double record = double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture);
        ReadEdf read = ReadEdf.From(WithStarts("EDF+C", seconds, samples, form, [.. Enumerable.Range(0, 400).Select(i => i * record)]));
        Assert.True(read.Channels[0].TimeMap.IsIdentity);
    }

    [Fact]
    public void ASpacingThatIsNotEvenIsGaps()
    {
        double[] starts = [.. Enumerable.Range(0, 60).Select(i => i + (i < 30 ? 0 : 0.05))];
        ReadEdf read = ReadEdf.From(WithStarts("EDF+D", "1", 1000, "F4", starts));
        Assert.Equal([0, 30.05], read.Segments.Select(segment => segment.StartSeconds));
        Assert.Equal(1000, read.Channels[0].SampleRate);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.8)]
    public void AContinuousFileWhoseRecordsAreEvenlyOfAnotherLengthIsRefusedByName(double spacing)
    {
        EdfBuilder builder = WithStarts("EDF+C", "1", 100, "F3", [.. Enumerable.Range(0, 30).Select(i => i * spacing)]);
        RecordingFormatException fault = ReadEdf.FaultOf(builder);
        Assert.Equal(("byte 244 (duration of a data record)", "1 s"), (fault.Place, fault.Found));
        Assert.StartsWith(FormattableString.Invariant($"{spacing:0.######} s"), fault.Expected, StringComparison.Ordinal);
        Assert.NotEmpty(ReadEdf.From(builder, new RecordingOptions { IsLenient = true }).Segments);
    }

    [Fact]
    public void RecordsFarApartAreGapsHoweverEven() =>
        Assert.Equal(60, ReadEdf.From(WithStarts("EDF+D", "1", 100, "F0", [.. Enumerable.Range(0, 60).Select(i => i * 2.0)])).Segments.Count);

    private static EdfBuilder WithStarts(string mark, string recordSeconds, int samples, string form, double[] starts)
    {
        EdfBuilder builder = new EdfBuilder { Mark = mark, RecordSeconds = recordSeconds }.With(new Signal("EMG", samples), Signal.Annotations());
        foreach (double start in starts)
        {
            string text = "+" + start.ToString(form, System.Globalization.CultureInfo.InvariantCulture) + "\u0014\u0014\0";
            builder.Record(new int[samples], System.Text.Encoding.ASCII.GetBytes(text));
        }

        return builder;
    }

    private static ReadEdf Annotated(params string[] lists) => ReadEdf.From(
        new EdfBuilder { Mark = "EDF+C" }.With(new Signal("EMG", 10), Signal.Annotations()).Record(new int[10], EdfBuilder.Lists(0, lists)));

    private static EdfBuilder WithStarts(string mark, params double[] starts)
    {
        EdfBuilder builder = new EdfBuilder { Mark = mark }.With(new Signal("EMG", 10), Signal.Annotations());
        foreach (double start in starts)
        {
            builder.Record(Enumerable.Range(0, 10).ToArray(), EdfBuilder.Lists(start));
        }

        return builder;
    }
}
