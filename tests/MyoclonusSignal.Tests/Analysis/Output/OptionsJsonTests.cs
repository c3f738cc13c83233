using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Options that were written and read are the same: every option there is, found by reflection.</summary>
public sealed class OptionsJsonTests
{
    // More digits than six, and of a time that six digits would move by a twentieth of a second.
    private const double LongSeconds = 12345.678901234567;

    [Fact]
    public void EveryOptionComesBackAsItWas()
    {
        string[] paths = [.. Leaves(typeof(AnalysisOptions), string.Empty)];
        Assert.Contains("Rhythm.WindowSeconds", paths);
        Assert.Contains("EmgDetector.LookBackSeconds", paths);
        Assert.Contains("Reading.Kinds", paths);
        foreach (string path in paths.Where(path => path != nameof(AnalysisOptions.EmgBurstDetector)))
        {
            AnalysisOptions changed = Changed(new AnalysisOptions(), path);
            Assert.False(Same(At(new AnalysisOptions(), path), At(changed, path)), path);
            AssertSame(changed, OptionsJson.Read(Text(changed)), path);
            AssertSame(changed, OptionsJson.Read(Text(changed), AnalysisOptions.ForLive), path);
        }
    }

    [Fact]
    public void EveryOptionOfEveryPublishedDetectorComesBackAsItWas()
    {
        foreach (IBurstDetector detector in PublishedDetectors.All())
        {
            foreach (string path in Leaves(detector.GetType(), string.Empty))
            {
                object changed = Change(detector, detector.GetType().GetProperty(path)!).First();
                AnalysisOptions options = new() { EmgBurstDetector = (IBurstDetector)changed };
                Assert.NotEqual(detector, options.EmgBurstDetector);
                Assert.Equal(options.EmgBurstDetector, OptionsJson.Read(Text(options)).EmgBurstDetector);
            }
        }
    }

    [Fact]
    public void APublishedDetectorHasItsDefaultsWhereNoneOfItsOptionsAreStated()
    {
        Assert.Equal(new Lidierth(), OptionsJson.Read(Text("""{"detector": "lidierth"}""")).EmgBurstDetector);
        Assert.Equal(
            new Lidierth { Threshold = 2.5 },
            OptionsJson.Read(Text("""{"detector_options": {"threshold": 2.5}, "detector": "lidierth"}""")).EmgBurstDetector);
    }

    [Theory]
    [InlineData("my own")]
    [InlineData("Lidierth")]
    [InlineData("adaptive")]
    public void ADetectorOfYourOwnSaysThatItCannotBeRepeated(string name)
    {
        AnalysisOptions options = new() { EmgBurstDetector = new OwnDetector(name) };
        FormatException error = Assert.Throws<FormatException>(() => OptionsJson.Read(Text(options)));
        Assert.Contains("cannot be repeated", error.Message, StringComparison.Ordinal);
        Assert.Contains("detector", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"detector_options": {"threshold": 2}}""", "detector_options")]
    [InlineData("""{"detector": "lidierth", "detector_options": {"treshold": 2}}""", "detector_options.treshold")]
    [InlineData("""{"reading": {"kinds": {"a": "muscle"}}}""", "emg, acc, eeg or other")]
    [InlineData("""{"reading": {"sample_rate_hz": -1}}""", "reading.sample_rate_hz")]
    [InlineData("""{"reading": {"hypnogram_scheme": "no such"}}""", "reading.hypnogram_scheme")]
    [InlineData("""{"reading": 5}""", "expected an object, found 5")]
    [InlineData("""{"line_frequency": 5}""", "\"line_frequency\": expected a text, found 5")]
    [InlineData("""{"reading": {"columns": "a"}}""", "\"reading.columns\": expected a list of names or null, found \"a\"")]
    [InlineData("""{"rhythm_window_s": "1"}""", "\"rhythm_window_s\": expected a number, found \"1\"")]
    public void WhatIsNotAnOptionIsRefusedWithItsKey(string json, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => OptionsJson.Read(Text(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void TheFrequencyThatWasFoundIsSaidButNotFixed()
    {
        using MemoryStream stream = new();
        OptionsJson.Write(new AnalysisOptions(), stream, 50);
        Assert.Equal(50, JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("line_frequency_hz").GetDouble());
        stream.Position = 0;
        Assert.Null(OptionsJson.Read(stream).LineFrequencyHz);
    }

    private static MemoryStream Text(string json) => new(Encoding.UTF8.GetBytes(json));

    private static MemoryStream Text(AnalysisOptions options)
    {
        MemoryStream stream = new();
        OptionsJson.Write(options, stream);
        stream.Position = 0;
        return stream;
    }

    private static IEnumerable<string> Leaves(Type type, string path) => type.GetProperties()
        .Where(property => property.SetMethod is { IsStatic: false })
        .SelectMany(property => IsGroup(property.PropertyType) ? Leaves(property.PropertyType, $"{path}{property.Name}.") : [path + property.Name]);

    private static bool IsGroup(Type type) => type.IsClass && type.Assembly == typeof(AnalysisOptions).Assembly;

    private static AnalysisOptions Changed(AnalysisOptions options, string path) =>
        Change(options, path.Split('.')).OfType<AnalysisOptions>().FirstOrDefault(IsValid) ?? throw new InvalidOperationException($"This test knows no valid value of {path}; add one.");

    private static IEnumerable<object> Change(object options, string[] path)
    {
        PropertyInfo property = options.GetType().GetProperty(path[0])!;
        return path.Length == 1
            ? Change(options, property)
            : Change(property.GetValue(options)!, path[1..]).Select(inner => With(options, property, inner));
    }

    private static IEnumerable<object> Change(object options, PropertyInfo property) =>
        Values(property.PropertyType, property.GetValue(options)).Select(value => With(options, property, value));

    private static object With(object options, PropertyInfo property, object? value)
    {
        object copy = options.GetType().GetMethod("<Clone>$")!.Invoke(options, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    /// <summary>Other values of a type; the first one that is valid is taken.</summary>
    private static IEnumerable<object> Values(Type type, object? before) => Nullable.GetUnderlyingType(type) is Type inner ? Values(inner, before) : type.Name switch
    {
        nameof(Double) => before is double and not 0 and < double.PositiveInfinity
            ? [(double)before * 1.0000001234567891, (double)before * 0.9999998765432109]
            : [LongSeconds, Math.PI, 16.666666666666668],
        nameof(Boolean) => [!(bool)before!],
        nameof(Int32) => [(int)before! + 1],
        nameof(String) => ["a \"file\" — ä\n", StageScheme.All[^1].Name],
        nameof(FrequencyBand) => [new FrequencyBand(21.000000123456789, 399.99999987654321)],
        nameof(Segment) => [new Segment(3, long.MaxValue)],
        _ when type == typeof(IReadOnlyList<string>) => [new[] { "emg 1", "a,b" }],
        _ when type == typeof(IReadOnlyDictionary<string, ChannelKind>) =>
            [new Dictionary<string, ChannelKind> { ["z"] = ChannelKind.Acceleration, ["a [uV]"] = ChannelKind.Eeg, ["x"] = ChannelKind.Other }],
        _ when type == typeof(IBurstDetector) => [new Lidierth()],
        _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Where(value => !value.Equals(before)),
        _ => throw new InvalidOperationException($"This test knows no values of {type}; add some."),
    };

    private static bool IsValid(AnalysisOptions options)
    {
        try
        {
            options.Validate();
            return options.Reading.HypnogramScheme is not string scheme || StageScheme.Find(scheme) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static object? At(object? options, string path) =>
        path.Split('.').Aggregate(options, (value, name) => value!.GetType().GetProperty(name)!.GetValue(value));

    private static void AssertSame(AnalysisOptions expected, AnalysisOptions found, string changed)
    {
        foreach (string path in Leaves(typeof(AnalysisOptions), string.Empty))
        {
            Assert.True(Same(At(expected, path), At(found, path)), $"{path}: {At(expected, path)} became {At(found, path)} where {changed} was changed.");
        }
    }

    private static bool Same(object? one, object? other) => (one, other) switch
    {
        (IReadOnlyDictionary<string, ChannelKind> a, IReadOnlyDictionary<string, ChannelKind> b) => a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out ChannelKind kind) && kind == pair.Value),
        (IEnumerable<string> a, IEnumerable<string> b) => a.SequenceEqual(b),
        (IEnumerable and not string, _) or (_, IEnumerable and not string) => false,
        _ => Equals(one, other),
    };

    private sealed class OwnDetector(string name) : IBurstDetector
    {
        public string Name => name;

        public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate) => [];
    }
}
