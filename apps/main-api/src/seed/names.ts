// First and last names as they are common in Argentina, accents and ñ included, since searching must cope with them.

export const womensNames = [
  ...['Lucía', 'Camila', 'Florencia', 'Julieta', 'Sofía', 'Valentina', 'Martina', 'Agustina', 'Rocío', 'Micaela', 'Antonella'],
  ...['Belén', 'Brenda', 'Carla', 'Carolina', 'Celeste', 'Daiana', 'Daniela', 'Débora', 'Eliana', 'Emilia', 'Gabriela', 'Gisela'],
  ...['Guadalupe', 'Jimena', 'Josefina', 'Karina', 'Laura', 'Lorena', 'Luciana', 'Magalí', 'Marcela', 'María José', 'Mariana'],
  ...['Melina', 'Milagros', 'Mónica', 'Nadia', 'Natalia', 'Noelia', 'Pamela', 'Paula', 'Pilar', 'Romina', 'Sabrina', 'Silvina'],
  ...['Soledad', 'Tamara', 'Vanesa', 'Verónica', 'Victoria', 'Yamila', 'Yésica', 'Zoe'],
] as const

export const mensNames = [
  ...['Martín', 'Nahuel', 'Tomás', 'Ramiro', 'Agustín', 'Santiago', 'Matías', 'Nicolás', 'Facundo', 'Federico', 'Juan Pablo'],
  ...[
    'Alejandro',
    'Axel',
    'Bautista',
    'Braian',
    'Bruno',
    'Carlos',
    'Cristian',
    'Damián',
    'Diego',
    'Emanuel',
    'Esteban',
    'Ezequiel',
  ],
  ...[
    'Fernando',
    'Franco',
    'Gabriel',
    'Gastón',
    'Germán',
    'Gonzalo',
    'Guillermo',
    'Hernán',
    'Ignacio',
    'Iván',
    'Joaquín',
    'Jorge',
  ],
  ...['Leandro', 'Leonardo', 'Lisandro', 'Lucas', 'Luciano', 'Marcelo', 'Mariano', 'Mauricio', 'Maximiliano', 'Pablo', 'Rodrigo'],
  ...['Sebastián', 'Sergio', 'Thiago', 'Ulises', 'Valentín', 'Walter'],
] as const

export const lastNames = [
  ...[
    'Sosa',
    'Acuña',
    'Ferreyra',
    'Benítez',
    'Villalba',
    'Quiroga',
    'Ledesma',
    'Ibarra',
    'Rearte',
    'González',
    'Rodríguez',
    'Gómez',
  ],
  ...['Fernández', 'López', 'Díaz', 'Martínez', 'Pérez', 'García', 'Sánchez', 'Romero', 'Álvarez', 'Torres', 'Ruiz', 'Ramírez'],
  ...[
    'Flores',
    'Acosta',
    'Medina',
    'Herrera',
    'Suárez',
    'Aguirre',
    'Giménez',
    'Gutiérrez',
    'Pereyra',
    'Rojas',
    'Molina',
    'Castro',
  ],
  ...[
    'Ortiz',
    'Silva',
    'Núñez',
    'Luna',
    'Juárez',
    'Cabrera',
    'Ríos',
    'Morales',
    'Godoy',
    'Moreno',
    'Domínguez',
    'Carrizo',
    'Peralta',
  ],
  ...['Vega', 'Muñoz', 'Ojeda', 'Ponce', 'Vera', 'Vázquez', 'Cardozo', 'Franco', 'Maldonado', 'Farías', 'Paz', 'Bravo', 'Correa'],
  ...['Barrios', 'Leiva', 'Miranda', 'Roldán', 'Páez', 'Lucero', 'Escobar', 'Valdez', 'Figueroa', 'Bustos', 'Arias', 'Mansilla'],
  ...['Coronel', 'Velázquez', 'Toledo', 'Bianchi', 'Rossi', 'Ferrari', 'Russo', 'Marino', 'Colombo', 'Basualdo', 'Etcheverry'],
  ...['Larralde', 'Iriarte', 'Zabaleta', 'Schmidt', 'Weber', 'Kowalski', 'Haddad', 'Nakamura', 'Oyarzún', 'Ñáñez', "D'Angelo"],
] as const

export const nicknames = [
  ...['Colo', 'Flaco', 'Negra', 'Turca', 'Rusa', 'Pelado', 'Chino', 'Gringa', 'Tano', 'Polaca', 'Rulo', 'Mono', 'Pipa', 'Titi'],
  ...['Lulú', 'Cacho', 'Nacho', 'Meli', 'Juanchi', 'Pato', 'Toti', 'Vasco', 'Beto', 'Coca', 'Pocho', 'Chiqui'],
] as const

export const suspensionReasons = [
  'Discusión con el personal de barra',
  'No devolvió el brazalete al salir',
  'Consumo sin pagar, regularizar en caja',
  'Ingresó con bebida de afuera',
  'Prestó su brazalete a otra persona',
  'Fumó en la pista, segunda advertencia',
] as const

export const expulsionReasons = [
  'Pelea en la pista',
  'Agresión a un empleado de seguridad',
  'Documento adulterado',
  'Daños en los baños',
  'Se retiró sin pagar tres veces',
] as const
