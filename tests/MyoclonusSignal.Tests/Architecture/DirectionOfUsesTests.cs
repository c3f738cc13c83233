using System.Reflection;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Architecture;

/// <summary>The layers of the library: a namespace uses only those before it in the list. Read from the compiled library.</summary>
public sealed class DirectionOfUsesTests
{
    private static readonly string[] Layers =
    [
        "Signals", "Filtering", "Spectra", "Envelopes", "Detection", "Rhythm", "Relations", "Sleep", "Synthesis",
        "Recordings", "Evaluation", "Analysis",
    ];

    private static readonly string[] WithMathNet = ["Spectra", "Detection", "Rhythm", "Relations", "Sleep", "Evaluation", "Analysis"];

    private static readonly Assembly Library = typeof(SosFilter).Assembly;

    [Fact]
    public void EveryTypeLiesInALayer()
    {
        string[] strays = [.. OwnTypes().Where(type => Array.IndexOf(Layers, Layer(type)) < 0).Select(type => type.FullName!)];
        Assert.True(strays.Length == 0, "In no layer: " + string.Join(", ", strays));
    }

    [Fact]
    public void ALayerUsesOnlyLayersBeforeIt() => AssertNone(
        (from, to) => IsOwn(to) && Array.IndexOf(Layers, Layer(to)) > Array.IndexOf(Layers, Layer(from)));

    [Fact]
    public void OnlyRecordingsReadsTablesWithCsvHelper() => AssertNone(
        (from, to) => IsIn(to, "CsvHelper") && Layer(from) != "Recordings");

    // The interval of a rate needs the quantiles of distributions; it lies in Signals, where every layer finds it.
    [Fact]
    public void ButForTheIntervalOfARateWhatLiesBelowSpectraNeedsNothingButTheBaseClassLibrary() => AssertNone(
        (from, to) => IsIn(to, "MathNet") && Array.IndexOf(WithMathNet, Layer(from)) < 0 && from != typeof(RateInterval));

    [Fact]
    public void NothingBelowRecordingsKnowsOfFilesOrConsoles() => AssertNone(
        (from, to) => Array.IndexOf(Layers, Layer(from)) < Array.IndexOf(Layers, "Recordings")
            && (to == typeof(Console) || to == typeof(File) || to == typeof(FileStream) || to == typeof(Directory)));

    [Fact]
    public void TheReadingOfUsesSeesWhatACodeBodyCalls()
    {
        // Otherwise the tests above could not fail: a static call inside a method is seen.
        HashSet<Type> used = TypeUses.Of(typeof(AnalysisOptions).Assembly.GetType("MyoclonusSignal.Analysis.ConditioningPlan")!);
        Assert.Contains(typeof(Butterworth), used);
        Assert.Contains(typeof(BandDelay), used);
    }

    private static void AssertNone(Func<Type, Type, bool> isForbidden)
    {
        List<string> found = [];
        foreach (Type from in OwnTypes())
        {
            found.AddRange(TypeUses.Of(from).Where(to => isForbidden(from, to)).Select(to => $"{from.FullName} uses {to.FullName}"));
        }

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found.Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<Type> OwnTypes() => Library.GetTypes().Where(IsOwn);

    private static bool IsOwn(Type type) => type.Assembly == Library && IsIn(type, "MyoclonusSignal");

    private static bool IsIn(Type type, string root) =>
        type.Namespace is string name && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static string Layer(Type type) => type.Namespace!.Split('.') is [_, string layer, ..] ? layer : string.Empty;
}
