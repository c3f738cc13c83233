using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Tests.Recordings;

public sealed class JsonTextTests
{
    public static TheoryData<byte[]> Unreadable =>
    [
        """{"Name": "\ud800", "BIDSVersion": "1"}"""u8.ToArray(),
        """{"\udc00\ud800": 1}"""u8.ToArray(),
        (byte[])[.. "{\"Name\": \""u8, 0xC3, 0x28, .. "\"}"u8],
        (byte[])[.. "{\""u8, 0xED, 0xA0, 0x80, .. "\": 1}"u8],
        """{"gap": 1e999}"""u8.ToArray(),
        """{"gap": 1e-99999999999}"""u8.ToArray(),
        """{"gap": 1, "gap": 2}"""u8.ToArray(),
        Encoding.ASCII.GetBytes(new string('[', 3000)),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void WhatCannotBeReadIsAnErrorAtOnce(byte[] text)
    {
        Assert.ThrowsAny<JsonException>(() => JsonText.Parse(text));
        Assert.ThrowsAny<JsonException>(() => JsonText.ParseNode(new MemoryStream(text)));
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void OptionsAndDataSetsRefuseIt(byte[] text)
    {
        Assert.Throws<FormatException>(() => OptionsJson.Read(new MemoryStream(text)));
        string root = Directory.CreateTempSubdirectory("json-").FullName;
        File.WriteAllBytes(Path.Combine(root, "dataset_description.json"), text);
        Assert.Throws<RecordingFormatException>(() => BidsDataset.Open(root));
        Directory.Delete(root, true);
    }

    [Fact]
    public void NoKindsAreNoOptions()
    {
        using MemoryStream text = new("""{"reading": {"kinds": null}}"""u8.ToArray());
        Assert.Contains("reading.kinds", Assert.Throws<FormatException>(() => OptionsJson.Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsReadIsAsItWasWritten()
    {
        byte[] text = Encoding.UTF8.GetBytes("\uFEFF" + """{"a": "\ud83d\ude00 µ", "b": -1.5e-300, "c": [null]}""");
        using JsonDocument document = JsonText.Parse(text);
        Assert.Equal("😀 µ", document.RootElement.GetProperty("a").GetString());
        Assert.True(JsonNode.DeepEquals(JsonText.ParseNode(new MemoryStream(text)), JsonNode.Parse(document.RootElement.GetRawText())));
    }
}
