-- De vakken van een brief (afzender, adres, ondertekening) krijgen in Typst een eigen functie, tabellen in Word een eigen stijl.
local breedtes = { [3] = { 0.5, 0.25, 0.25 }, [4] = { 0.2, 0.22, 0.36, 0.22 } }

function Div(vak)
  local naam = vak.attributes["custom-style"]
  if FORMAT ~= "typst" or not naam then return nil end
  local blokken = pandoc.Blocks({ pandoc.RawBlock("typst", "#" .. naam:lower() .. "[") })
  blokken:extend(vak.content)
  blokken:insert(pandoc.RawBlock("typst", "]"))
  return blokken
end

function Table(tabel)
  tabel.attributes["custom-style"] = "ZichtTabel"
  local breed = breedtes[#tabel.colspecs] or {}
  for nummer in ipairs(tabel.colspecs) do tabel.colspecs[nummer] = { pandoc.AlignLeft, breed[nummer] } end
  return tabel
end

-- Een zin die een tabel of lijst inleidt blijft erbij, ook onderaan een bladzijde.
function Blocks(blokken)
  if FORMAT ~= "typst" then return nil end
  local uit = pandoc.Blocks({})
  for nummer, blok in ipairs(blokken) do
    local volgend = blokken[nummer + 1]
    if blok.t == "Para" and volgend and (volgend.t == "Table" or volgend.t == "BulletList") then
      uit:extend({ pandoc.RawBlock("typst", "#inleiding["), blok, pandoc.RawBlock("typst", "]") })
    else
      uit:insert(blok)
    end
  end
  return uit
end
