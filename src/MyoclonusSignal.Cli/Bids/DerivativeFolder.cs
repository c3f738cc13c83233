using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Bids;

/// <summary>The folder of a BIDS derivative, with what describes it.</summary>
internal sealed class DerivativeFolder
{
    /// <summary>The label of <c>desc</c> in the names of results.</summary>
    public const string Description = "jerks";

    // The version that this derivative follows; the first with emg/ is 1.11.0.
    private const string BidsVersion = "1.11.1";
    private const string DescriptionName = "dataset_description.json";
    private const string Software = "MyoclonusSignal";

    // BIDS 1.11.1 has no rule for derivatives in emg/, nor for tables of a group.
    private const string Ignored = "*_desc-jerks_events.tsv\n*_desc-jerks_events.json\n*_desc-jerks_summary.json\n*_desc-jerks_manifest.json\ngroup_jerks*\n*.html\n";

    private readonly BidsDataset _source;
    private readonly bool _overwrite;

    public DerivativeFolder(BidsDataset source, string path, bool overwrite)
    {
        _source = source;
        _overwrite = overwrite;
        Path = path;
        ThrowIfInsideSource();
    }

    public string Path { get; }

    /// <summary>Writes <c>dataset_description.json</c> and <c>.bidsignore</c>, where they are not there already.</summary>
    public void Describe()
    {
        try
        {
            Directory.CreateDirectory(Path);
            Put(DescriptionName, DescribeAsJson());
            Put(".bidsignore", Encoding.UTF8.GetBytes(Ignored));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                ExitCodes.CannotCreate, $"{Path}: cannot write into this folder ({error.Message.TrimEnd('.')})", remedy: "name another folder as OUT_DIR", innerException: error);
        }
    }

    private void ThrowIfInsideSource()
    {
        string relative = System.IO.Path.GetRelativePath(RealPath.Of(_source.Root), RealPath.Of(Path)).Replace('\\', '/');
        bool isOutside = relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative);
        if (!isOutside && !relative.StartsWith("derivatives/", StringComparison.Ordinal))
        {
            throw new CliException(
                ExitCodes.Usage,
                $"OUT_DIR: expected a folder outside {_source.Root} or below its derivatives/, found {Path}",
                "A data set is never written into.",
                $"name {System.IO.Path.Combine(_source.Root, "derivatives", "myoclonus")}");
        }
    }

    /// <summary>Gives a file of JSON: as people read it, letters as they are, with a new line at its end.</summary>
    public static byte[] Text(JsonObject json)
    {
        using MemoryStream stream = new();
        JsonFormats.Write(json, stream, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return stream.ToArray();
    }

    private byte[] DescribeAsJson()
    {
        JsonObject description = new()
        {
            ["Name"] = $"Myoclonic jerks and rhythm in {_source.Name}",
            ["BIDSVersion"] = BidsVersion,
            ["DatasetType"] = "derivative",
            ["GeneratedBy"] = new JsonArray(new JsonObject { ["Name"] = Software, ["Version"] = SummaryJson.SoftwareVersion }),
        };
        if (_source.Doi is string doi)
        {
            description["SourceDatasets"] = new JsonArray(new JsonObject { ["DOI"] = doi });
        }

        description["DatasetLinks"] = new JsonObject { ["raw"] = System.IO.Path.GetRelativePath(RealPath.Of(Path), RealPath.Of(_source.Root)).Replace('\\', '/') };
        return Text(description);
    }

    /// <summary>Puts a file in place as a whole. Several processes may do so at a time, as they all write the same bytes.</summary>
    private void Put(string name, byte[] content)
    {
        string target = System.IO.Path.Combine(Path, name);
        if (File.Exists(target))
        {
            if (content.AsSpan().SequenceEqual(SideFile.ReadBytes(target)))
            {
                return;
            }

            if (!_overwrite)
            {
                throw new CliException(
                    ExitCodes.CannotCreate,
                    $"{target}: expected that of this version and data set, found another",
                    remedy: "name another folder as OUT_DIR, or add --force to replace it");
            }
        }

        using PartialFiles partials = new(Path, name, FileSteps.Current);
        using (Stream stream = partials.Create(name))
        {
            stream.Write(content);
            FileSteps.Current.Flush(stream);
        }

        partials.Publish([], overwrite: true, replacesLast: true);
    }
}
